import { z } from 'zod';

/**
 * What a model tells apart: the negative class first, then its findings. Labels are places in this list, from 0.
 */
export const classesSchema = z.array(z.string()).min(2);
export type Classes = readonly string[];

/** The place of a class among others. */
export const classIndexSchema = z.number().int().nonnegative();

/** The class without a finding. */
export function negativeClassOf(classes: Classes): string {
  const [negative] = classes;
  if (negative === undefined) throw new Error('a model without classes');
  return negative;
}

/**
 * What a model's `probability` is of: its one finding by name, or any of several, whose names are joined, for
 * people to read.
 */
export function nameFindings(classes: Classes): string {
  return classes.slice(1).join(' / ');
}

/** Probabilities by the names of their classes. */
export function nameProbabilities(
  classes: Classes,
  probabilities: readonly number[],
): Record<string, number> {
  return Object.fromEntries(classes.map((name, place) => [name, probabilities[place] ?? Number.NaN]));
}

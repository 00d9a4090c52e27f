import { createRandom, drawBelow } from '../../../shared/domain/seeded-random.ts';
import type { Interval } from '../../../shared/domain/metric.ts';

const resamples = 1000;
/** Fixed, so that the same evaluation gives the same intervals. */
const seed = 20_240_601;

/** What an image is and what it is called, as places among the classes. */
export interface Call {
  readonly truth: number;
  readonly call: number;
}

/** Computes a measure from the counts of calls: rows are the true class, columns the called one. */
export type CallMeasure = (rows: readonly (readonly number[])[]) => number | null;

/**
 * 95 % intervals by the percentile bootstrap (Efron 1979), drawing whole patients with replacement, since
 * images of one patient are not independent: 1,000 resamples of as many patients as there are.
 *
 * @param patients the calls of each patient's images
 * @param classes how many
 * @param measures what to compute of each resample; one that gives null does not count
 * @returns one interval a measure; null where no resample gave a value
 */
export function bootstrapByPatient<Name extends string>(
  patients: readonly (readonly Call[])[],
  classes: number,
  measures: Readonly<Record<Name, CallMeasure>>,
): Record<Name, Interval | null> {
  const names = Object.keys(measures) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  const random = createRandom(seed);
  for (let resample = 0; resample < resamples; resample += 1) {
    const rows = drawPatients(patients, classes, random);
    for (const name of names) {
      const value = measures[name](rows);
      if (value !== null) values.get(name)?.push(value);
    }
  }
  const intervals = names.map((name) => [name, toInterval(values.get(name) ?? [])] as const);
  return Object.fromEntries(intervals) as Record<Name, Interval | null>;
}

function drawPatients(
  patients: readonly (readonly Call[])[],
  classes: number,
  random: ReturnType<typeof createRandom>,
): number[][] {
  const rows = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const _ of patients) {
    for (const { truth, call } of patients[drawBelow(random, patients.length)] ?? []) {
      const row = rows[truth];
      if (row !== undefined) row[call] = (row[call] ?? 0) + 1;
    }
  }
  return rows;
}

function toInterval(values: number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = values.sort((a, b) => a - b);
  return [interpolateQuantile(sorted, 0.025), interpolateQuantile(sorted, 0.975)];
}

/**
 * A quantile by linear interpolation between neighbours (type 7 of Hyndman and Fan 1996, numpy's default).
 *
 * @param sorted at least one value, rising
 * @param share in [0, 1]
 */
export function interpolateQuantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

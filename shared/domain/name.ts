import { z } from 'zod';

/**
 * A name a user gives to a dataset or a run: 1 to 100 characters, no control characters, no surrounding
 * blanks, and not digits alone, since wherever a name is taken an id is too.
 */
export const nameSchema = z
  .string()
  .min(1, 'a name has at least one character')
  .max(100, 'a name has at most 100 characters')
  .regex(/^[^\p{Cc}]*$/u, 'a name has no control characters')
  .refine((name) => name.trim() === name, 'a name has no blanks at its ends')
  .refine((name) => !/^\d+$/.test(name), 'a name is not digits alone, which would read as an id');

/** An id, or a name: how commands and screens point at a dataset or a run. */
export const referenceSchema = z.union([z.number().int().positive(), z.string().min(1)]);
export type Reference = z.infer<typeof referenceSchema>;

export const idSchema = z.number().int().positive();

/** A moment, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

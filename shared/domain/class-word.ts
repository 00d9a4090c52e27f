import { z } from 'zod';

/** A word in file names that tells an image's class: letters and digits alone, since it is a whole part of a name. */
export const classWordSchema = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{M}\p{N}]+$/u, 'a word of letters and digits')
  .max(50);

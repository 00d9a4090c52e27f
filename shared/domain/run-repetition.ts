import { z } from 'zod';
import { idSchema, nameSchema } from './name.ts';

/** One thing that differs between the images of two runs. */
export const runImageDifferenceSchema = z.strictObject({
  kind: z.enum(['relabelled', 'left-out', 'added', 'moved']),
  path: z.string(),
  /** The class of an image that was relabelled, else its part; null where the original did not use it. */
  before: z.string().nullable(),
  /** As above, in the repetition. */
  after: z.string().nullable(),
});
export type RunImageDifference = z.infer<typeof runImageDifferenceSchema>;

/** Most differences that are named one by one. */
export const mostNamedDifferences = 1000;

/** How a run that was started to repeat another compares with it. Nulls are not known yet. */
export const runRepetitionSchema = z.strictObject({
  run: idSchema,
  name: nameSchema,
  original: z.strictObject({ run: idSchema, name: nameSchema }),
  /** Whether the images, their labels, parts and order are the same: equal digests. */
  hasSameImages: z.boolean(),
  /** The first of them, in order of path. */
  differences: z.array(runImageDifferenceSchema).max(mostNamedDifferences),
  differenceCount: z.number().int().nonnegative(),
  /** Whether both were computed by one engine in the same versions. */
  hasSameEngine: z.boolean().nullable(),
  /** Whether both ended with the same weights to the last bit, which an engine on the processor gives. */
  hasSameWeights: z.boolean().nullable(),
});
export type RunRepetition = z.infer<typeof runRepetitionSchema>;

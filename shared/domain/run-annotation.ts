import { z } from 'zod';

/** A word to find runs by. Tags are typed in a row, parted by commas, so none holds one. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,\n]+$/, 'expected a tag without commas and line breaks');

/** What a user says of a run; nothing of it changes what the run computed. */
export const runAnnotationSchema = z.strictObject({
  /** Each once, in the order given. */
  tags: z.array(tagSchema).max(20),
  note: z.string().max(10_000),
  /** Pinned runs stand first in lists. */
  isPinned: z.boolean(),
  /** Archived runs are left out of lists unless asked for. */
  isArchived: z.boolean(),
});
export type RunAnnotation = z.infer<typeof runAnnotationSchema>;

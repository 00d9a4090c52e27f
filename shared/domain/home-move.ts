import { z } from 'zod';

/** Where moving the data folder stands. Once moved, the app has to be started again, at the new place. */
export const homeMoveProgressSchema = z.strictObject({
  target: z.string(),
  phase: z.enum(['copying', 'checking', 'moved']),
  doneBytes: z.number().int().nonnegative(),
  totalBytes: z.number().int().nonnegative(),
});
export type HomeMoveProgress = z.infer<typeof homeMoveProgressSchema>;

/** The data folder: where it is, where it was, and whether it is on its way. */
export const homePlaceSchema = z.strictObject({
  home: z.string(),
  /** Whether the app may move it: not one that was named by `--home`, which keeps its name. */
  canMove: z.boolean(),
  /** Where the library was before it was moved, and still lies until it is deleted; null where nothing does. */
  former: z.string().nullable(),
  /** Null while it is not being moved. */
  move: homeMoveProgressSchema.nullable(),
});
export type HomePlace = z.infer<typeof homePlaceSchema>;

import { z } from 'zod';
import { matrixCellSchema } from './evaluated-image.ts';
import { imageQuerySchema } from './image-query.ts';
import { idSchema } from './name.ts';

/** Decisions of one evaluation at an operating point. */
export const decisionsSchema = z.strictObject({
  evaluation: idSchema,
  threshold: z.number().min(0).max(1),
  /** Null gives the wrong decisions, of either kind. */
  cell: matrixCellSchema.nullable(),
});
export type Decisions = z.infer<typeof decisionsSchema>;

/** What an image was opened from, and so what stands before and after it. */
export const imageTrailSchema = z.discriminatedUnion('kind', [
  /** The images of its dataset that a query gives, in the query's order. */
  z.strictObject({ kind: z.literal('dataset'), query: imageQuerySchema.prefault({}) }),
  /** Its patient's images in every dataset. */
  z.strictObject({ kind: z.literal('patient') }),
  /** Those of an evaluation's images that the library has, the surest decisions first. */
  z.strictObject({
    kind: z.literal('decisions'),
    /** The run that was evaluated. */
    run: idSchema,
    decisions: decisionsSchema,
  }),
]);
export type ImageTrail = z.output<typeof imageTrailSchema>;

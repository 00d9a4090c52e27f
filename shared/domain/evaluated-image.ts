import { z } from 'zod';
import { idSchema } from './name.ts';

const probabilitySchema = z.number().min(0).max(1);

/** Every probability of one evaluation, to draw curves from and to count decisions at any operating point. */
export const evaluationScoresSchema = z.strictObject({
  evaluation: idSchema,
  negativeClass: z.string(),
  positiveClass: z.string(),
  /** Of the positive class, an image each. */
  scores: z.array(probabilitySchema),
  /** In the order of `scores`: 0 negative, 1 positive. */
  labels: z.array(z.union([z.literal(0), z.literal(1)])),
});
export type EvaluationScores = z.infer<typeof evaluationScoresSchema>;

/** A cell of the confusion matrix: what the images are, and what they were called. */
export const matrixCellSchema = z.strictObject({ isPositive: z.boolean(), isCalledPositive: z.boolean() });
export type MatrixCell = z.infer<typeof matrixCellSchema>;

export const evaluatedImageSchema = z.strictObject({
  /** Relative to the evaluation's source. */
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  /** Of the positive class. */
  probability: probabilitySchema,
  /** The library's image of the same content, for its thumbnail; null where the library has none. */
  imageId: idSchema.nullable(),
});
export type EvaluatedImage = z.infer<typeof evaluatedImageSchema>;

export const evaluatedImagesSchema = z.strictObject({
  /** How many there are in all. */
  total: z.number().int().nonnegative(),
  images: z.array(evaluatedImageSchema),
});
export type EvaluatedImages = z.infer<typeof evaluatedImagesSchema>;

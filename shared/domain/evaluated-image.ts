import { z } from 'zod';
import { classesSchema, classIndexSchema } from './classes.ts';
import { idSchema } from './name.ts';

const probabilitySchema = z.number().min(0).max(1);

/** Every probability of one evaluation, to draw curves from and to count decisions at any operating point. */
export const evaluationScoresSchema = z.strictObject({
  evaluation: idSchema,
  classes: classesSchema,
  negativeClass: z.string(),
  /** What `scores` are of, as `nameFindings` says it. */
  positiveClass: z.string(),
  /** Of any finding, an image each. */
  scores: z.array(probabilitySchema),
  /** In the order of `scores`: 0 of the negative class, 1 of a finding. */
  labels: z.array(z.union([z.literal(0), z.literal(1)])),
  /** In that order too, class by class; null with two classes, of which `scores` and `labels` tell all. */
  byClass: z
    .strictObject({
      /** Of each image one a class. */
      probabilities: z.array(z.array(probabilitySchema)),
      /** Places of the true classes. */
      labels: z.array(classIndexSchema),
    })
    .nullable(),
});
export type EvaluationScores = z.infer<typeof evaluationScoresSchema>;

/** A cell of the confusion matrix: what the images are and what they were called, as places among the classes. */
export const matrixCellSchema = z.strictObject({ truth: classIndexSchema, call: classIndexSchema });
export type MatrixCell = z.infer<typeof matrixCellSchema>;

export const evaluatedImageSchema = z.strictObject({
  /** Relative to the evaluation's source. */
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  /** Of any finding. */
  probability: probabilitySchema,
  /** The class that the image is called at the operating point asked for. */
  call: z.string(),
  /** The library's image of the same content, for its thumbnail; null where the library has none. */
  imageId: idSchema.nullable(),
  /** Where that one is. */
  datasetId: idSchema.nullable(),
});
export type EvaluatedImage = z.infer<typeof evaluatedImageSchema>;

export const evaluatedImagesSchema = z.strictObject({
  /** How many there are in all. */
  total: z.number().int().nonnegative(),
  images: z.array(evaluatedImageSchema),
});
export type EvaluatedImages = z.infer<typeof evaluatedImagesSchema>;

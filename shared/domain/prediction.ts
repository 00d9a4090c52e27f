import { z } from 'zod';
import { appErrorPayloadSchema } from '../ipc/app-error.ts';
import { idSchema, nameSchema } from './name.ts';

/** What a careful reader should know about one prediction. */
export const predictionFlagSchema = z.enum([
  /** The probability lies within 0.1 of the operating point. */
  'near-threshold',
  /** The source is smaller than the model's input. */
  'low-resolution',
  /** The source has colour: a photograph or a screenshot, perhaps. */
  'colour',
  /** Width and height differ by more than a factor of two. */
  'unusual-shape',
]);
export type PredictionFlag = z.infer<typeof predictionFlagSchema>;

/**
 * A model's word on one image. An image that could not be read has `error` and no probability.
 * `probabilities` holds one value a class and sums to 1.
 */
export const predictionSchema = z.strictObject({
  path: z.string(),
  label: z.string().nullable(),
  /** Of the positive class. */
  probability: z.number().min(0).max(1).nullable(),
  probabilities: z.record(z.string(), z.number().min(0).max(1)).nullable(),
  threshold: z.number().min(0).max(1),
  flags: z.array(predictionFlagSchema),
  /** Path of the heatmap's PNG where heatmaps were asked for. */
  heatmap: z.string().nullable(),
  error: appErrorPayloadSchema.nullable(),
});
export type Prediction = z.infer<typeof predictionSchema>;

export const predictionsSchema = z.strictObject({
  run: idSchema,
  runName: nameSchema,
  positiveClass: z.string(),
  predictions: z.array(predictionSchema),
});
export type Predictions = z.infer<typeof predictionsSchema>;

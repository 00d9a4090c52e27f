import { z } from 'zod';

const probabilitySchema = z.number().min(0).max(1);
const countSchema = z.number().int().nonnegative();

export const epochMetricsSchema = z.strictObject({
  /** Counts from 1. */
  epoch: z.number().int().positive(),
  /** Mean of the run's loss over the epoch's batches, in training mode (dropout on). */
  loss: z.number(),
  accuracy: probabilitySchema,
  /** Mean of the run's loss, class weights left out. */
  valLoss: z.number(),
  valAccuracy: probabilitySchema,
  /** Null where validation holds one class only. */
  valRocAuc: probabilitySchema.nullable(),
  /** Of the epoch's last batch. */
  learningRate: z.number(),
  seconds: z.number().nonnegative(),
  /** Training images only, validation's time left out. */
  imagesPerSecond: z.number().nonnegative(),
});
export type EpochMetrics = z.infer<typeof epochMetricsSchema>;

export const batchMetricsSchema = z.strictObject({
  epoch: z.number().int().positive(),
  /** Counts from 1 within the epoch. */
  batch: z.number().int().positive(),
  loss: z.number(),
  accuracy: probabilitySchema,
});
export type BatchMetrics = z.infer<typeof batchMetricsSchema>;

/** A 95 % interval, lower and upper bound. */
export const intervalSchema = z.tuple([z.number(), z.number()]);
export type Interval = z.infer<typeof intervalSchema>;

/** Rows are the true class, columns the predicted one, both in the order of `classes`. */
export const confusionMatrixSchema = z.strictObject({
  classes: z.array(z.string()),
  rows: z.array(z.array(countSchema)),
});
export type ConfusionMatrix = z.infer<typeof confusionMatrixSchema>;

export const reportRowSchema = z.strictObject({
  precision: probabilitySchema,
  recall: probabilitySchema,
  f1: probabilitySchema,
  support: countSchema,
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** scikit-learn's classification report: a row a class, and the rows `macro` and `weighted`. */
export const classificationReportSchema = z.record(z.string(), reportRowSchema);
export type ClassificationReport = z.infer<typeof classificationReportSchema>;

/**
 * How a model did on labelled images. What a one-class set cannot tell (an AUC, a sensitivity without
 * positives) is null.
 */
export const evaluationMetricsSchema = z.strictObject({
  images: countSchema,
  positiveClass: z.string(),
  threshold: probabilitySchema,
  accuracy: probabilitySchema,
  rocAuc: probabilitySchema.nullable(),
  prAuc: probabilitySchema.nullable(),
  sensitivity: probabilitySchema.nullable(),
  specificity: probabilitySchema.nullable(),
  brier: probabilitySchema,
  ece: probabilitySchema,
  /** What calibration did; null where the model has none. */
  calibration: z
    .strictObject({
      /** What logits are divided by. */
      temperature: z.number().positive(),
      before: z.strictObject({ brier: probabilitySchema, ece: probabilitySchema }),
    })
    .nullable()
    .default(null),
  confusionMatrix: confusionMatrixSchema,
  report: classificationReportSchema,
  intervals: z.strictObject({
    accuracy: intervalSchema,
    rocAuc: intervalSchema.nullable(),
    sensitivity: intervalSchema.nullable(),
    specificity: intervalSchema.nullable(),
  }),
});
export type EvaluationMetrics = z.infer<typeof evaluationMetricsSchema>;

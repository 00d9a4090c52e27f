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
  /**
   * With more than two classes, the plain mean of each class's against the rest, of those that validation tells.
   * Null where validation holds one class only.
   */
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

/**
 * A 95 % interval, lower and upper bound. Those of shares are by bootstrap of patients, and exact (Clopper and
 * Pearson) where the share is 0 or 1; those of ROC AUCs are by DeLong.
 */
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

/** scikit-learn's classification report: a row a class. */
export const classificationReportSchema = z.record(z.string(), reportRowSchema);
export type ClassificationReport = z.infer<typeof classificationReportSchema>;

/** What only a model of more than two classes has: each class told from the rest, and all of them at once. */
export const multiclassMetricsSchema = z.strictObject({
  /** In the order of the classes; null where the images are all of the class or none is. */
  oneVersusRest: z.array(
    z.strictObject({
      className: z.string(),
      rocAuc: probabilitySchema.nullable(),
      prAuc: probabilitySchema.nullable(),
      /** Of the ROC AUC, by DeLong. */
      interval: intervalSchema.nullable(),
    }),
  ),
  /** Plain mean of the classes' ROC AUCs, of those that there are; null where there is none. */
  macroRocAuc: probabilitySchema.nullable(),
  /** Sum over the classes of the squared errors, its mean over the images (Brier 1950): 0 is best, 2 is worst. */
  brier: z.number().min(0).max(2),
  /** Of the class with the greatest probability (Guo et al. 2017). */
  ece: probabilitySchema,
});
export type MulticlassMetrics = z.infer<typeof multiclassMetricsSchema>;

/**
 * How a model did on labelled images. What a one-class set cannot tell (an AUC, a sensitivity without
 * positives) is null.
 *
 * With more than two classes, figures of the operating point (AUCs, sensitivity, specificity, Brier score and
 * calibration error) are of any finding against the negative class, so that they mean what they do for two;
 * accuracy, confusion matrix and report are of the classes themselves.
 */
export const evaluationMetricsSchema = z.strictObject({
  images: countSchema,
  /** What the operating point is set on, as `nameFindings` says it. */
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
      /** What is added to them then, one a logit; empty adds nothing. */
      biases: z.array(z.number()).default([]),
      before: z.strictObject({ brier: probabilitySchema, ece: probabilitySchema }),
    })
    .nullable()
    .default(null),
  confusionMatrix: confusionMatrixSchema,
  report: classificationReportSchema,
  /** Of the report's rows: their plain mean, and their mean by support. */
  averages: z.strictObject({ macro: reportRowSchema, weighted: reportRowSchema }),
  /** Null with two classes. */
  multiclass: multiclassMetricsSchema.nullable().default(null),
  intervals: z.strictObject({
    accuracy: intervalSchema,
    rocAuc: intervalSchema.nullable(),
    sensitivity: intervalSchema.nullable(),
    specificity: intervalSchema.nullable(),
  }),
});
export type EvaluationMetrics = z.infer<typeof evaluationMetricsSchema>;

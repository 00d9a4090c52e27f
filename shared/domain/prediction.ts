import { z } from 'zod';
import { appErrorPayloadSchema } from '../ipc/app-error.ts';
import { idSchema, instantSchema, nameSchema } from './name.ts';
import { viewsSchema } from './views.ts';

/** What a careful reader should know about one prediction. */
export const predictionFlagSchema = z.enum([
  /** The odds of the probability lie within a factor e of the operating point's. */
  'near-threshold',
  /** The source is smaller than the model's input. */
  'low-resolution',
  /** The source has colour: a photograph or a screenshot, perhaps. */
  'colour',
  /** Brighter at the sides than in the middle: greys are inverted, or the frame is white. */
  'bright-sides',
  /** Width and height differ by more than a factor of two. */
  'unusual-shape',
  /** The DICOM header names a modality other than projection radiography. */
  'not-a-radiograph',
  /** The DICOM header names a part of the body other than the chest. */
  'not-a-chest',
  /** The DICOM header calls the view lateral; models here learn frontal ones. */
  'lateral-view',
  /** The DICOM file has several frames, of which the first was read. */
  'several-frames',
]);
export type PredictionFlag = z.infer<typeof predictionFlagSchema>;

/** One value a class, which sum to 1. */
export const classProbabilitiesSchema = z.record(z.string(), z.number().min(0).max(1));

/** A model's word on one image. An image that could not be read has `error` and no probability. */
export const predictionSchema = z.strictObject({
  /** Null where the image could not be read, and nothing was stored. */
  prediction: idSchema.nullable(),
  path: z.string(),
  /** Whose image it is, as the file's name or its DICOM header tells; null where neither does. */
  patient: z.string().nullable(),
  label: z.string().nullable(),
  /** Of any finding: of the positive class, where there are two classes. */
  probability: z.number().min(0).max(1).nullable(),
  probabilities: classProbabilitiesSchema.nullable(),
  threshold: z.number().min(0).max(1),
  views: viewsSchema,
  flags: z.array(predictionFlagSchema),
  /** Path of the heatmap's PNG where heatmaps were asked for. */
  heatmap: z.string().nullable(),
  error: appErrorPayloadSchema.nullable(),
});
export type Prediction = z.infer<typeof predictionSchema>;

export const predictionsSchema = z.strictObject({
  run: idSchema,
  runName: nameSchema,
  /** What `probability` is of, as `nameFindings` says it; so too below. */
  positiveClass: z.string(),
  predictions: z.array(predictionSchema),
});
export type Predictions = z.infer<typeof predictionsSchema>;

export const verdictSchema = z.enum(['accepted', 'disagreed']);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a reader says of a prediction. */
export const reviewSchema = z.strictObject({
  /** Null where there is a comment alone. */
  verdict: verdictSchema.nullable(),
  comment: z.string().max(4000),
  createdAt: instantSchema,
});
export type Review = z.infer<typeof reviewSchema>;

/** A prediction as the library keeps it. */
export const storedPredictionSchema = z.strictObject({
  prediction: idSchema,
  run: idSchema,
  runName: nameSchema,
  positiveClass: z.string(),
  /** The file's absolute path, or its name where it was handed over. */
  path: z.string(),
  patient: z.string().nullable(),
  label: z.string(),
  probability: z.number().min(0).max(1),
  probabilities: classProbabilitiesSchema,
  threshold: z.number().min(0).max(1),
  views: viewsSchema,
  flags: z.array(predictionFlagSchema),
  /** When the image was taken, as its DICOM header tells; null where it does not, or there is none. */
  studyDate: z.iso.date().nullable(),
  createdAt: instantSchema,
  /** The latest; null where nobody has said anything. */
  review: reviewSchema.nullable(),
});
export type StoredPrediction = z.infer<typeof storedPredictionSchema>;

/** Where a batch of predictions stands, with those that are new since it was last told. */
export const batchProgressSchema = z.strictObject({
  batch: z.string(),
  run: idSchema,
  positiveClass: z.string(),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  predictions: z.array(predictionSchema),
});
export type BatchProgress = z.infer<typeof batchProgressSchema>;

/** A folder that was not predicted to its last file, and that nobody works on. */
export const unfinishedBatchSchema = z.strictObject({
  batch: z.string(),
  run: idSchema,
  runName: nameSchema,
  folder: z.string(),
  views: viewsSchema,
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  createdAt: instantSchema,
});
export type UnfinishedBatch = z.infer<typeof unfinishedBatchSchema>;

export const batchEndSchema = z.strictObject({
  batch: z.string(),
  outcome: z.enum(['completed', 'cancelled', 'failed']),
  error: appErrorPayloadSchema.nullable(),
});
export type BatchEnd = z.infer<typeof batchEndSchema>;

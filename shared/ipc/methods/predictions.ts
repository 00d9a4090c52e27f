import { z } from 'zod';
import { idSchema } from '../../domain/name.ts';
import {
  classProbabilitiesSchema,
  predictionsSchema,
  reviewSchema,
  storedPredictionSchema,
  unfinishedBatchSchema,
  verdictSchema,
} from '../../domain/prediction.ts';
import { viewsSchema } from '../../domain/views.ts';
import { nothing, runReference } from './shapes.ts';

/** Images handed over as bytes, for fronts that have no path (a file dropped on a browser's page). */
const uploadedFileSchema = z.strictObject({
  name: z.string().min(1).max(255),
  /** The file's bytes in base64, at most 64 MiB decoded. */
  base64: z.base64().max(90_000_000),
});

const predictionReference = z.strictObject({ prediction: idSchema });

/** Asking a run's model about images, and what readers say of its answers. */
export const predictionsMethods = {
  'predictions:make': {
    input: runReference.extend({
      paths: z.array(z.string().min(1)).min(1),
      views: viewsSchema.default(1),
      /** Folder for heatmaps; null makes none. */
      heatmaps: z.string().nullable().default(null),
    }),
    output: predictionsSchema,
  },
  'predictions:make-from-files': {
    input: runReference.extend({
      files: z.array(uploadedFileSchema).min(1).max(50),
      views: viewsSchema.default(1),
    }),
    output: predictionsSchema,
  },
  /** Predicts every file of a folder and the folders in it; `prediction:progressed` brings the results. */
  'predictions:start-batch': {
    input: runReference.extend({ path: z.string().min(1), views: viewsSchema.default(1) }),
    output: z.strictObject({ batch: z.string(), total: z.number().int().positive() }),
  },
  /** Batches that were cut short, by closing the app or by a failure, the oldest first. */
  'predictions:list-unfinished': { input: nothing, output: z.array(unfinishedBatchSchema) },
  /** Goes on with a batch that was cut short; those of its images that were predicted are not predicted again. */
  'predictions:resume-batch': { input: z.strictObject({ batch: z.string() }), output: nothing },
  /** Ends a batch at the next few images, or throws away one that was cut short; what was predicted stays. */
  'predictions:cancel-batch': { input: z.strictObject({ batch: z.string() }), output: nothing },
  /** A run's predictions, the newest first. */
  'predictions:list': {
    input: runReference.extend({
      /** Only those older than this one; null begins with the newest. */
      before: idSchema.nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.array(storedPredictionSchema),
  },
  'predictions:show': {
    input: predictionReference,
    output: z.strictObject({
      prediction: storedPredictionSchema,
      /** The patient's other predictions of other images, oldest first. */
      ofPatient: z.array(storedPredictionSchema),
    }),
  },
  'predictions:review': {
    input: predictionReference.extend({
      verdict: verdictSchema.nullable(),
      comment: z.string().max(4000).default(''),
    }),
    output: reviewSchema,
  },
  /** Says whose image it is; null says that nobody knows. */
  'predictions:set-patient': {
    input: predictionReference.extend({ patient: z.string().trim().min(1).max(200).nullable() }),
    output: nothing,
  },
  /**
   * Where a model looked, in a stored prediction's image or in a dataset's. Of a prediction the probabilities are the
   * mean over as many views as it was of; the heatmap is of the image as it is.
   */
  'predictions:explain': {
    input: runReference.extend({
      image: z.strictObject({ kind: z.enum(['images', 'predictions']), id: idSchema }),
    }),
    output: z.strictObject({
      runName: z.string(),
      positiveClass: z.string(),
      /** Of any finding, which is also what the heatmap shows. */
      probability: z.number().min(0).max(1),
      probabilities: classProbabilitiesSchema,
      threshold: z.number().min(0).max(1),
      /** A PNG with transparency, to be laid over the image at whatever size that is shown. */
      overlayBase64: z.base64(),
      /** Whether no place speaks for a finding, so that the heatmap shows nothing. */
      isEmpty: z.boolean(),
    }),
  },
} as const;

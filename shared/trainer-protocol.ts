import { z } from 'zod';
import { appErrorPayloadSchema } from './ipc/app-error.ts';
import { messageSchema } from './ipc/message.ts';
import { classesSchema, classIndexSchema } from './domain/classes.ts';
import { inputScalingSchema, plainScaling } from './domain/input-scaling.ts';
import { engineDescriptionSchema } from './domain/engine.ts';
import { batchMetricsSchema, epochMetricsSchema, evaluationMetricsSchema } from './domain/metric.ts';
import { networkLayersSchema } from './domain/network/network-layer.ts';
import { layerTableSchema, presetNameSchema } from './domain/preset.ts';
import { runSettingsSchema } from './domain/run-settings.ts';
import { viewsSchema } from './domain/views.ts';
import { shiftedFiguresSchema, stressFiguresSchema } from './domain/stress.ts';

/**
 * What main and the trainer say to each other, as JSON over the child process's channel. Each side parses
 * what it receives. Pixels never travel here: they lie in files of fixed-size records (see `pixelFileSchema`).
 */

const jobIdSchema = z.string().min(1);

/**
 * A file of images: record i starts at byte i * imageSize * imageSize and holds imageSize rows of imageSize
 * 8-bit grey values.
 */
export const pixelFileSchema = z.strictObject({
  path: z.string(),
  imageSize: z.number().int().positive(),
});
export type PixelFile = z.infer<typeof pixelFileSchema>;

/** Records of a pixel file with their labels, places among the classes, in parallel arrays. */
export const labelledRecordsSchema = z
  .strictObject({
    records: z.array(z.number().int().nonnegative()),
    labels: z.array(classIndexSchema),
  })
  .refine(({ records, labels }) => records.length === labels.length, 'one label a record');
export type LabelledRecords = z.infer<typeof labelledRecordsSchema>;

/** A folder with `model.json`, `weights.bin` (tfjs layers format) and `negatoscope.json` beside them. */
const modelDirectorySchema = z.string();

/** A model that is asked, and the images at the size that it takes. */
const askedModelSchema = z.strictObject({
  directory: modelDirectorySchema,
  /** Models that are asked together find the same images under the same numbers. */
  pixels: pixelFileSchema,
});

export type AskedModel = z.infer<typeof askedModelSchema>;

/** Models whose probabilities are averaged. */
const askedModelsSchema = z.array(askedModelSchema).min(1);

/** The same, each judging some of a job's images: places among them; null for all. */
const judgesSchema = z
  .array(askedModelSchema.extend({ places: z.array(z.number().int().nonnegative()).nullable() }))
  .min(1);
export type Judge = z.infer<typeof judgesSchema>[number];

export const trainCommandSchema = z.strictObject({
  type: z.literal('train'),
  jobId: jobIdSchema,
  /** The run's folder: the trainer keeps `checkpoints/` and, in the end, `model/` there. */
  runDirectory: z.string(),
  preset: presetNameSchema,
  /** In place of the preset's; null for that. */
  network: networkLayersSchema.nullable(),
  settings: runSettingsSchema,
  /** Written beside the model. */
  classes: classesSchema,
  pixels: pixelFileSchema,
  train: labelledRecordsSchema,
  validation: labelledRecordsSchema,
  /** Go on from the last checkpoint in `runDirectory`; fails with `run-not-resumable` where there is none. */
  resume: z.boolean(),
});
export type TrainCommand = z.infer<typeof trainCommandSchema>;

export const predictCommandSchema = z.strictObject({
  type: z.literal('predict'),
  jobId: jobIdSchema,
  models: askedModelsSchema,
  views: viewsSchema,
  /** Predict records 0 to count - 1. */
  count: z.number().int().nonnegative(),
  /**
   * Where given, a Grad-CAM heatmap of each record is written to this file: count records of
   * imageSize * imageSize 8-bit values, 0 no weight, 255 the most of that image; of several models their mean, at
   * the first one's size. It is of the image as it is, whatever the views.
   */
  heatmapPath: z.string().nullable(),
});
export type PredictCommand = z.infer<typeof predictCommandSchema>;

export const evaluateCommandSchema = z.strictObject({
  type: z.literal('evaluate'),
  jobId: jobIdSchema,
  models: askedModelsSchema,
  views: viewsSchema,
  images: labelledRecordsSchema,
  /** One key an image, for intervals that resample patients and not images. */
  patients: z.array(z.string()),
  classes: classesSchema,
  threshold: z.number().min(0).max(1),
});
export type EvaluateCommand = z.infer<typeof evaluateCommandSchema>;

export const describeModelCommandSchema = z.strictObject({
  type: z.literal('describe-model'),
  jobId: jobIdSchema,
  preset: presetNameSchema,
  imageSize: z.number().int().positive(),
  classes: z.number().int().min(2),
});
export type DescribeModelCommand = z.infer<typeof describeModelCommandSchema>;

export const stressCommandSchema = z.strictObject({
  type: z.literal('stress'),
  jobId: jobIdSchema,
  models: judgesSchema,
  views: viewsSchema,
  images: labelledRecordsSchema,
  threshold: z.number().min(0).max(1),
});
export type StressCommand = z.infer<typeof stressCommandSchema>;

/** Chooses the operating point of models together, on images that those judging them were not trained on. */
export const chooseOperatingPointCommandSchema = z.strictObject({
  type: z.literal('choose-operating-point'),
  jobId: jobIdSchema,
  models: judgesSchema,
  images: labelledRecordsSchema,
  settings: runSettingsSchema.pick({
    decisionImages: true,
    operatingPoint: true,
    operatingPointTarget: true,
  }),
});
export type ChooseOperatingPointCommand = z.infer<typeof chooseOperatingPointCommandSchema>;

export const previewAugmentationCommandSchema = z.strictObject({
  type: z.literal('preview-augmentation'),
  jobId: jobIdSchema,
  pixels: pixelFileSchema,
  records: z.array(z.number().int().nonnegative()),
  settings: runSettingsSchema,
  /** How many changed images of each record. */
  variants: z.number().int().positive(),
  /**
   * Takes, of each record, the image and then its variants: (1 + variants) records of imageSize * imageSize
   * 8-bit grey values.
   */
  outputPath: z.string(),
});
export type PreviewAugmentationCommand = z.infer<typeof previewAugmentationCommandSchema>;

/** What a layer makes of the first record of a pixel file. */
export const featureMapsCommandSchema = z.strictObject({
  type: z.literal('feature-maps'),
  jobId: jobIdSchema,
  model: askedModelSchema,
  /** The layer's name in the model. */
  layer: z.string(),
  /** Channels at most, from the first. */
  most: z.number().int().positive(),
  /**
   * Takes a record a channel: height rows of width 8-bit values, 0 the channel's least activation, 255 its
   * greatest.
   */
  outputPath: z.string(),
});
export type FeatureMapsCommand = z.infer<typeof featureMapsCommandSchema>;

/** A command that starts a job, which ends with one event of its own. */
export type JobCommand =
  | TrainCommand
  | PredictCommand
  | EvaluateCommand
  | DescribeModelCommand
  | StressCommand
  | ChooseOperatingPointCommand
  | PreviewAugmentationCommand
  | FeatureMapsCommand;

/** Ends a job at the next batch: a training run keeps its best weights and ends as `stopped`. */
const stopCommandSchema = z.strictObject({ type: z.literal('stop'), jobId: jobIdSchema });
/** Holds a training run between two batches; it keeps its memory, and can still be stopped. */
const pauseCommandSchema = z.strictObject({ type: z.literal('pause'), jobId: jobIdSchema });
const continueCommandSchema = z.strictObject({ type: z.literal('continue'), jobId: jobIdSchema });
/** Asks for a `pong`, the trainer's heartbeat. */
const pingCommandSchema = z.strictObject({ type: z.literal('ping'), sequence: z.number().int() });
/** Ends the process once the job in hand has stopped. */
const shutDownCommandSchema = z.strictObject({ type: z.literal('shut-down') });

export const trainerCommandSchema = z.discriminatedUnion('type', [
  trainCommandSchema,
  predictCommandSchema,
  evaluateCommandSchema,
  describeModelCommandSchema,
  stressCommandSchema,
  chooseOperatingPointCommandSchema,
  previewAugmentationCommandSchema,
  featureMapsCommandSchema,
  stopCommandSchema,
  pauseCommandSchema,
  continueCommandSchema,
  pingCommandSchema,
  shutDownCommandSchema,
]);
export type TrainerCommand = z.infer<typeof trainerCommandSchema>;

/** First word of a trainer: what it runs on. */
const readyEventSchema = z.strictObject({
  type: z.literal('ready'),
  description: engineDescriptionSchema,
});

/** The engine asked for cannot run here; the process ends after it. */
const engineFailedEventSchema = z.strictObject({
  type: z.literal('engine-failed'),
  error: appErrorPayloadSchema,
});

const pongEventSchema = z.strictObject({
  type: z.literal('pong'),
  sequence: z.number().int(),
  memoryBytes: z.number().int().nonnegative(),
});

const trainingStartedEventSchema = z.strictObject({
  type: z.literal('training-started'),
  jobId: jobIdSchema,
  /** Epochs that a checkpoint already holds. */
  epochsDone: z.number().int().nonnegative(),
  /** Their metrics: main may have died before it stored the last ones. */
  history: z.array(epochMetricsSchema),
  batches: z.number().int().positive(),
});

const batchEndedEventSchema = z.strictObject({
  type: z.literal('batch-ended'),
  jobId: jobIdSchema,
  metrics: batchMetricsSchema,
  batches: z.number().int().positive(),
  imagesPerSecond: z.number().nonnegative(),
  memoryBytes: z.number().int().nonnegative(),
});

/** The run holds between two batches, as it was asked to. */
const trainingPausedEventSchema = z.strictObject({
  type: z.literal('training-paused'),
  jobId: jobIdSchema,
});

const trainingContinuedEventSchema = z.strictObject({
  type: z.literal('training-continued'),
  jobId: jobIdSchema,
});

/** Validation of the epoch's end has begun or moved on. */
const validatingEventSchema = z.strictObject({
  type: z.literal('validating'),
  jobId: jobIdSchema,
  epoch: z.number().int().positive(),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});

/** An epoch is over and its checkpoint lies whole on the disk. */
const epochEndedEventSchema = z.strictObject({
  type: z.literal('epoch-ended'),
  jobId: jobIdSchema,
  metrics: epochMetricsSchema,
  /** Best epoch so far by the monitored metric, and the operating point chosen on its validation. */
  bestEpoch: z.number().int().positive(),
  threshold: z.number().min(0).max(1),
});

const trainingEndedEventSchema = z.strictObject({
  type: z.literal('training-ended'),
  jobId: jobIdSchema,
  outcome: z.enum(['completed', 'stopped']),
  /** For instance that training stopped early, and why. */
  reason: messageSchema.nullable(),
  /** Null where not one epoch was finished; then no model was written. */
  bestEpoch: z.number().int().positive().nullable(),
  threshold: z.number().min(0).max(1).nullable(),
});

/** Progress of a job that asks models. */
const imagesPredictedEventSchema = z.strictObject({
  type: z.literal('images-predicted'),
  jobId: jobIdSchema,
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});

/** Of each record one a class, in the order of the model's classes; they sum to 1. */
const probabilitiesSchema = z.array(z.array(z.number().min(0).max(1)));

const predictEndedEventSchema = z.strictObject({
  type: z.literal('predict-ended'),
  jobId: jobIdSchema,
  probabilities: probabilitiesSchema,
});

const evaluateEndedEventSchema = z.strictObject({
  type: z.literal('evaluate-ended'),
  jobId: jobIdSchema,
  probabilities: probabilitiesSchema,
  metrics: evaluationMetricsSchema,
});

const modelDescribedEventSchema = z.strictObject({
  type: z.literal('model-described'),
  jobId: jobIdSchema,
  table: layerTableSchema,
});

const stressEndedEventSchema = z.strictObject({
  type: z.literal('stress-ended'),
  jobId: jobIdSchema,
  unshifted: stressFiguresSchema,
  shifted: z.array(shiftedFiguresSchema),
});

const operatingPointChosenEventSchema = z.strictObject({
  type: z.literal('operating-point-chosen'),
  jobId: jobIdSchema,
  threshold: z.number().min(0).max(1),
});

const augmentationPreviewedEventSchema = z.strictObject({
  type: z.literal('augmentation-previewed'),
  jobId: jobIdSchema,
});

const featureMapsMadeEventSchema = z.strictObject({
  type: z.literal('feature-maps-made'),
  jobId: jobIdSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** All that the layer has. */
  channels: z.number().int().positive(),
  /** Activations that became 0 and 255, of each channel in the file. */
  ranges: z.array(z.strictObject({ minimum: z.number(), maximum: z.number() })),
});

const jobFailedEventSchema = z.strictObject({
  type: z.literal('job-failed'),
  jobId: jobIdSchema,
  error: appErrorPayloadSchema,
});

export const trainerEventSchema = z.discriminatedUnion('type', [
  readyEventSchema,
  engineFailedEventSchema,
  pongEventSchema,
  trainingStartedEventSchema,
  batchEndedEventSchema,
  trainingPausedEventSchema,
  trainingContinuedEventSchema,
  validatingEventSchema,
  epochEndedEventSchema,
  trainingEndedEventSchema,
  imagesPredictedEventSchema,
  predictEndedEventSchema,
  evaluateEndedEventSchema,
  modelDescribedEventSchema,
  stressEndedEventSchema,
  operatingPointChosenEventSchema,
  augmentationPreviewedEventSchema,
  featureMapsMadeEventSchema,
  jobFailedEventSchema,
]);
export type TrainerEvent = z.infer<typeof trainerEventSchema>;

/** `negatoscope.json` beside a saved model: what is needed to use it without the database. */
export const modelCardSchema = z.strictObject({
  format: z.literal('negatoscope-model-1'),
  preset: presetNameSchema,
  network: networkLayersSchema.nullable().default(null),
  imageSize: z.number().int().positive(),
  /** What images go through before the network sees them. */
  scaling: inputScalingSchema.default(plainScaling),
  classes: classesSchema,
  /** What the operating point is set on: the probability of this class, or of any of those that are joined. */
  positiveClass: z.string(),
  /** What logits are divided by before they become probabilities; 1 leaves them as they are. */
  temperature: z.number().positive().default(1),
  /** What is added to them then, one a logit; empty adds nothing. */
  biases: z.array(z.number()).default([]),
  threshold: z.number().min(0).max(1),
  bestEpoch: z.number().int().positive(),
  settings: runSettingsSchema,
  engine: z.string(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

import { z } from 'zod';
import { messageSchema } from '../ipc/message.ts';
import { classesSchema } from './classes.ts';
import { rejectedFileSchema } from './dataset.ts';
import { engineNameSchema } from './engine.ts';
import { inputScalingSchema } from './input-scaling.ts';
import { epochMetricsSchema, evaluationMetricsSchema } from './metric.ts';
import { idSchema, instantSchema, nameSchema } from './name.ts';
import { networkLayersSchema } from './network/network-layer.ts';
import { presetNameSchema } from './preset.ts';
import { runAnnotationSchema } from './run-annotation.ts';
import { runSettingsSchema } from './run-settings.ts';
import { viewsSchema } from './views.ts';

/**
 * `queued` and `running` are alive; `completed` ended by itself; `stopped` by the user, with its best
 * weights kept; `interrupted` when a process died; `failed` on an error. All but `completed` can be resumed
 * where a checkpoint exists.
 */
export const runStatusSchema = z.enum(['queued', 'running', 'completed', 'stopped', 'interrupted', 'failed']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/**
 * An `ensemble` was not trained: it is the mean of what other runs, its members, say. A `shipped` one came with the
 * app: its images are not in the library.
 */
export const runKindSchema = z.enum(['trained', 'ensemble', 'shipped']);
export type RunKind = z.infer<typeof runKindSchema>;

/** Two make an ensemble; each member more adds less, and costs as much as the first. */
export const fewestMembers = 2;
export const mostMembers = 10;

/** A run that an ensemble asks. */
export const ensembleMemberSchema = z.strictObject({ run: idSchema, name: nameSchema });
export type EnsembleMember = z.infer<typeof ensembleMemberSchema>;

const splitPartSchema = z.strictObject({
  images: z.number().int().nonnegative(),
  patients: z.number().int().nonnegative(),
});

/** How a run's images were divided, with what a reader should know about it. */
export const runSplitSchema = z.strictObject({
  train: splitPartSchema,
  val: splitPartSchema,
  /** Images put aside: the given test folder, and patients that also stand in another part. */
  excluded: splitPartSchema,
  notes: z.array(messageSchema),
});
export type RunSplit = z.infer<typeof runSplitSchema>;

export const runSchema = z.strictObject({
  run: idSchema,
  name: nameSchema,
  kind: runKindSchema,
  /** Whom an ensemble asks; its dataset, split, preset and settings are the first one's. Empty for a trained run. */
  members: z.array(ensembleMemberSchema),
  status: runStatusSchema,
  /**
   * Why a run failed, was interrupted or stopped early, and what an ensemble's operating point was chosen on; null
   * where there is nothing to say.
   */
  statusReason: messageSchema.nullable(),
  /** Null until the run has started. */
  engine: engineNameSchema.nullable(),
  preset: presetNameSchema,
  /** A network of the user's own, in place of the preset's; null for the preset's. */
  network: networkLayersSchema.nullable(),
  dataset: nameSchema,
  datasetId: idSchema,
  /** The negative class first. */
  classes: classesSchema,
  /** What `probability` is of, as `nameFindings` says it. */
  positiveClass: z.string(),
  seed: z.number().int().nonnegative(),
  settings: runSettingsSchema,
  epochs: z.array(epochMetricsSchema),
  bestEpoch: z.number().int().positive().nullable(),
  /** The operating point: the probability of any finding from which an image is called one; null before validation. */
  threshold: z.number().min(0).max(1).nullable(),
  /** The operating point that validation chose; `threshold` differs from it where a user chose another. */
  validatedThreshold: z.number().min(0).max(1).nullable(),
  /** What the best epoch's logits are divided by before they become probabilities; null before there is a model. */
  temperature: z.number().positive().nullable(),
  /** What is added to them then, one a logit; empty where nothing is, null before there is a model. */
  biases: z.array(z.number()).nullable(),
  /** What images go through first, with the numbers taken from the training images; null before there is a model. */
  scaling: inputScalingSchema.nullable(),
  split: runSplitSchema,
  hasModel: z.boolean(),
  hasCheckpoint: z.boolean(),
  versions: z.record(z.string(), z.string()),
  /** SHA-256 over the images used, by content, part, class and order: equal where the data is the same. */
  imagesDigest: z.string().length(64),
  /** SHA-256 of the weights that training ended with; null before its end. */
  weightsHash: z.string().length(64).nullable(),
  /** The run that this one was started to repeat; null for none. */
  repeats: idSchema.nullable(),
  annotation: runAnnotationSchema,
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** A run as a list shows it. */
export const runSummarySchema = runSchema
  .pick({
    run: true,
    name: true,
    kind: true,
    members: true,
    status: true,
    statusReason: true,
    engine: true,
    preset: true,
    dataset: true,
    bestEpoch: true,
    threshold: true,
    hasModel: true,
    hasCheckpoint: true,
    annotation: true,
    createdAt: true,
    endedAt: true,
  })
  .extend({
    epochsDone: z.number().int().nonnegative(),
    epochsPlanned: z.number().int().positive(),
    /** The best epoch's metrics. */
    best: epochMetricsSchema.nullable(),
  });
export type RunSummary = z.infer<typeof runSummarySchema>;

/** Where a running run stands. */
export const runProgressSchema = z.strictObject({
  run: idSchema,
  name: nameSchema,
  phase: z.enum(['preparing', 'training', 'validating', 'saving', 'paused']),
  /** Counts from 1; 0 while preparing. */
  epoch: z.number().int().nonnegative(),
  epochs: z.number().int().positive(),
  batch: z.number().int().nonnegative(),
  batches: z.number().int().nonnegative(),
  /** Running means over the epoch so far; null before the first batch. */
  loss: z.number().nullable(),
  accuracy: z.number().nullable(),
  imagesPerSecond: z.number().nonnegative().nullable(),
  /** To the last planned epoch; null until an estimate means something. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** Resident memory of the trainer. */
  memoryBytes: z.number().int().nonnegative().nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

/** `test` is on labelled images that someone gave; `validation` on those that training chose the model by. */
export const evaluationKindSchema = z.enum(['test', 'validation']);

/** An evaluation, stored with its run. */
export const evaluationSchema = evaluationMetricsSchema.extend({
  evaluation: idSchema,
  kind: evaluationKindSchema,
  run: idSchema,
  runName: nameSchema,
  sourcePath: z.string(),
  patients: z.number().int().nonnegative(),
  views: viewsSchema,
  /** Images that the run was trained or chosen on: a figure that includes them flatters the model. */
  seenInTraining: z.number().int().nonnegative(),
  rejected: z.array(rejectedFileSchema.extend({ code: z.string() })),
  warnings: z.array(messageSchema),
  createdAt: instantSchema,
});
export type Evaluation = z.infer<typeof evaluationSchema>;

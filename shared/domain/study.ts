import { z } from 'zod';
import { messageSchema } from '../ipc/message.ts';
import { epochMetricsSchema } from './metric.ts';
import { type MonitorName, monitorModes, monitorNames } from './monitor.ts';
import { idSchema, instantSchema, nameSchema } from './name.ts';
import { presetNameSchema } from './preset.ts';
import { runSettingsSchema, settingValueSchema, someSettingsSchema } from './run-settings.ts';
import { runStatusSchema } from './run.ts';
import { spreadSchema } from './statistics/spread.ts';

/** How far one study may go. */
export const mostTrials = 1000;
export const mostStudyMinutes = 1_000_000;
/** Into how many folds a cross-validation divides patients. */
export const foldCounts = { least: 2, most: 20 } as const;

export const foldCountSchema = z.number().int().min(foldCounts.least).max(foldCounts.most);

const settingNameSchema = runSettingsSchema.keyof();

/** How a range is drawn from: evenly, or evenly in its logarithm. */
export const axisScaleSchema = z.enum(['linear', 'log']);

/** One setting that a sweep varies: over values, or over a range, whole numbers rounded. */
export const sweepAxisSchema = z.union([
  z.strictObject({ setting: settingNameSchema, values: z.array(settingValueSchema).min(1) }),
  z.strictObject({
    setting: settingNameSchema,
    minimum: z.number(),
    maximum: z.number(),
    scale: axisScaleSchema,
  }),
]);
export type SweepAxis = z.infer<typeof sweepAxisSchema>;

export const sweepSearchSchema = z.enum(['grid', 'random']);

/** Which trials a study is made of. */
export const studyPlanSchema = z.discriminatedUnion('kind', [
  /** Each trial validates on one of the folds, by patient. */
  z.strictObject({ kind: z.literal('cross-validation'), folds: foldCountSchema }),
  z.strictObject({
    kind: z.literal('sweep'),
    search: sweepSearchSchema,
    axes: z.array(sweepAxisSchema).min(1),
    /** No trial begins once the trials have trained this long; null sets no limit. */
    minutes: z.number().positive().nullable(),
  }),
]);
export type StudyPlan = z.infer<typeof studyPlanSchema>;
export type StudyKind = StudyPlan['kind'];

/**
 * `running` while its trials are made, one after another; `completed` when none is left to make; `stopped` by
 * the user; `interrupted` when the process went away; `failed` when no trial gave a model.
 */
export const studyStatusSchema = z.enum(['running', 'completed', 'stopped', 'interrupted', 'failed']);
export type StudyStatus = z.infer<typeof studyStatusSchema>;

/** A trial's status is its run's; `planned` before there is one. */
export const trialStatusSchema = z.enum(['planned', ...runStatusSchema.options]);
export type TrialStatus = z.infer<typeof trialStatusSchema>;

/** The validation figures of a run's best epoch. */
export const trialFiguresSchema = epochMetricsSchema.pick({
  valRocAuc: true,
  valLoss: true,
  valAccuracy: true,
});
export type TrialFigures = z.infer<typeof trialFiguresSchema>;

export const trialSchema = z.strictObject({
  /** Counts from 1 within the study. */
  number: z.number().int().positive(),
  /** What differs from the study's settings. */
  settings: someSettingsSchema,
  status: trialStatusSchema,
  statusReason: messageSchema.nullable(),
  /** Null before the trial begins. */
  run: idSchema.nullable(),
  runName: nameSchema.nullable(),
  bestEpoch: z.number().int().positive().nullable(),
  epochsDone: z.number().int().nonnegative(),
  /** Null before the first epoch's end, and of a trial that failed: what it had reached is no result. */
  figures: trialFiguresSchema.nullable(),
  /** Of training, validation and saving, as its epochs took. */
  seconds: z.number().nonnegative(),
});
export type Trial = z.infer<typeof trialSchema>;

export const studySummarySchema = z.strictObject({
  study: idSchema,
  name: nameSchema,
  plan: studyPlanSchema,
  dataset: nameSchema,
  datasetId: idSchema,
  preset: presetNameSchema,
  /** By which trials are compared; `monitorModes` says which way is better. */
  metric: z.enum(monitorNames),
  status: studyStatusSchema,
  statusReason: messageSchema.nullable(),
  trialsPlanned: z.number().int().nonnegative(),
  /** Completed or failed. */
  trialsDone: z.number().int().nonnegative(),
  trialsFailed: z.number().int().nonnegative(),
  /** Of the trial in hand, waiting or in training; null while there is none. */
  currentRun: idSchema.nullable(),
  /** A sweep's best trial so far; null before one has ended with a figure, and of folds. */
  best: z.strictObject({ trial: z.number().int().positive(), run: idSchema, figure: z.number() }).nullable(),
  /** Of the compared figure, over the trials that have ended; null where none has. */
  compared: spreadSchema.nullable(),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
});
export type StudySummary = z.infer<typeof studySummarySchema>;

/** The spread of each figure over the trials that have ended. */
export const studySpreadSchema = z.strictObject({
  valRocAuc: spreadSchema.nullable(),
  valLoss: spreadSchema.nullable(),
  valAccuracy: spreadSchema.nullable(),
});
export type StudySpread = z.infer<typeof studySpreadSchema>;

export const studySchema = studySummarySchema.extend({
  /** What all trials have in common. */
  settings: runSettingsSchema,
  trials: z.array(trialSchema),
  spread: studySpreadSchema,
  /** On whom the trials so far were validated: with folds, nobody more than once. Null for a sweep. */
  validated: z
    .strictObject({
      images: z.number().int().nonnegative(),
      patients: z.number().int().nonnegative(),
      patientsRepeated: z.number().int().nonnegative(),
    })
    .nullable(),
});
export type Study = z.infer<typeof studySchema>;

/** Whether a trial is over for good: it is not begun anew when its study goes on. */
export function isTrialDone({ status }: Pick<Trial, 'status'>): boolean {
  return status === 'completed' || status === 'failed';
}

/** Whether a trial's figures may be compared with others': its run has ended with a model. */
export function isTrialComparable({ status, figures }: Pick<Trial, 'status' | 'figures'>): boolean {
  return figures !== null && (status === 'completed' || status === 'stopped');
}

/**
 * The trial with the best figure; of equals the one with the lower validation loss, as epochs are chosen, then
 * the first. Null where none can be compared.
 */
export function findBestTrial<Candidate extends Pick<Trial, 'status' | 'figures'>>(
  trials: readonly Candidate[],
  metric: MonitorName,
): Candidate | null {
  const sign = monitorModes[metric] === 'max' ? -1 : 1;
  const comparable = trials.flatMap((trial) => {
    const figure = trial.figures?.[metric] ?? null;
    if (trial.figures === null || figure === null || !isTrialComparable(trial)) return [];
    return [{ trial, cost: sign * figure, loss: trial.figures.valLoss }];
  });
  const [best] = comparable.sort((first, second) => first.cost - second.cost || first.loss - second.loss);
  return best?.trial ?? null;
}

import { z } from 'zod';
import { appSettingsSchema } from '../domain/app-settings.ts';
import { importProgressSchema, importReportSchema } from '../domain/dataset.ts';
import { engineDescriptionSchema } from '../domain/engine.ts';
import { homeMoveProgressSchema } from '../domain/home-move.ts';
import { batchMetricsSchema, epochMetricsSchema } from '../domain/metric.ts';
import { idSchema, nameSchema } from '../domain/name.ts';
import { batchEndSchema, batchProgressSchema, reviewSchema } from '../domain/prediction.ts';
import { runProgressSchema, runSummarySchema } from '../domain/run.ts';
import { studySummarySchema } from '../domain/study.ts';
import { appErrorPayloadSchema } from './app-error.ts';

/** What main tells every front without being asked. */
export const events = {
  'import:progressed': importProgressSchema,
  'import:ended': z.strictObject({
    importId: z.string(),
    dataset: nameSchema,
    report: importReportSchema.nullable(),
    error: appErrorPayloadSchema.nullable(),
  }),
  /** A reader changed images: labels, or what counts. */
  'dataset:changed': z.strictObject({ datasetId: idSchema }),
  /** How far looking at a dataset's pixels has come, for an audit or statistics. */
  'dataset:scan-progressed': z.strictObject({
    datasetId: idSchema,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  'dataset:deleted': z.strictObject({ datasetId: idSchema }),
  /** A run was created, started, ended or otherwise changed its status. */
  'run:changed': runSummarySchema,
  'run:progressed': runProgressSchema,
  'run:batch-ended': batchMetricsSchema.extend({ run: idSchema }),
  'run:epoch-ended': z.strictObject({ run: idSchema, metrics: epochMetricsSchema }),
  /** As `runs:queue` gives them. */
  'queue:reordered': z.strictObject({ runs: z.array(idSchema) }),
  'run:deleted': z.strictObject({ run: idSchema }),
  /** A study was started, has begun or ended a trial, or has ended. */
  'study:changed': studySummarySchema,
  'study:deleted': z.strictObject({ study: idSchema }),
  /** How far choosing a new ensemble's operating point has come. */
  'ensemble:progressed': z.strictObject({
    name: nameSchema,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  'evaluation:progressed': z.strictObject({
    run: idSchema,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  /** A run's model was asked about images, here or by another process; `newest` is the last that was stored. */
  'prediction:made': z.strictObject({ run: idSchema, newest: idSchema }),
  'prediction:progressed': batchProgressSchema,
  'prediction:batch-ended': batchEndSchema,
  /** A reader said something of it, in this window, another or another process. */
  'prediction:reviewed': z.strictObject({ prediction: idSchema, review: reviewSchema }),
  /** Whose image it is was said, in this window, another or another process. */
  'prediction:patient-set': z.strictObject({ prediction: idSchema, patient: z.string().nullable() }),
  'default-model:changed': z.strictObject({ run: idSchema }),
  /** In this window or another: what was chosen stands for all of them. */
  'settings:changed': appSettingsSchema,
  'home:move-progressed': homeMoveProgressSchema,
  /** The library lies in `home` now: at its new place, or, with the reason, where it was. */
  'home:move-ended': z.strictObject({ home: z.string(), error: appErrorPayloadSchema.nullable() }),
  'stress:progressed': z.strictObject({
    run: idSchema,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  /** What a window is asked to do from outside its page: by the native menu, or by files opened with the app. */
  'app:asked': z.discriminatedUnion('to', [
    z.strictObject({ to: z.literal('open'), hash: z.string() }),
    z.strictObject({ to: z.literal('show'), overlay: z.enum(['palette', 'shortcuts']) }),
    z.strictObject({ to: z.literal('take-opened') }),
  ]),
  'engine:started': engineDescriptionSchema,
  /** The trainer process ended by itself; runs in it are interrupted. */
  'engine:crashed': appErrorPayloadSchema,
} as const;

import { z } from 'zod';
import { batchMetricsSchema } from '../../domain/metric.ts';
import { idSchema, nameSchema, referenceSchema } from '../../domain/name.ts';
import { runAnnotationSchema } from '../../domain/run-annotation.ts';
import { checkpointFileSchema, runLogEntrySchema } from '../../domain/run-log.ts';
import { runRepetitionSchema } from '../../domain/run-repetition.ts';
import { settingValueSchema } from '../../domain/run-settings.ts';
import { runProgressSchema, runSchema, runSummarySchema } from '../../domain/run.ts';
import { nothing, runReference } from './shapes.ts';

/**
 * Settings as a user gives them: any subset, numbers also as text (`--set epochs=3`). The service checks
 * them against `runSettingsSchema` and names the key that is wrong.
 */
export const settingsInputSchema = z.record(z.string(), settingValueSchema);

/** Training runs. */
export const runsMethods = {
  /** Puts a run in the queue; it starts when those before it have ended. */
  'runs:start': {
    input: z.strictObject({
      dataset: referenceSchema,
      preset: z.string(),
      name: nameSchema.nullable().default(null),
      settings: settingsInputSchema.default({}),
      /** A list of layers in place of the preset's network; the service says what is wrong with which. */
      network: z.array(z.unknown()).nullable().default(null),
    }),
    output: runSchema,
  },
  /** Waits until the run is over, however it ended. */
  'runs:wait': { input: runReference, output: runSchema },
  'runs:list': { input: nothing, output: z.array(runSummarySchema) },
  'runs:show': { input: runReference, output: runSchema },
  /** Loss and accuracy of every batch so far. */
  'runs:batches': { input: runReference, output: z.array(batchMetricsSchema) },
  /** Where each running run stands, for a window that opens in the middle of one. */
  'runs:progress': { input: nothing, output: z.array(runProgressSchema) },
  /** The runs that this application trains or is to train, in the order in which they take their turns. */
  'runs:queue': { input: nothing, output: z.array(idSchema) },
  /** Swaps a run that waits in this application's queue with the one before or behind it, if that waits too. */
  'runs:move': { input: runReference.extend({ direction: z.enum(['earlier', 'later']) }), output: nothing },
  'runs:stop': { input: runReference, output: nothing },
  /** Holds a run in training between two batches, until it is continued, stopped, or the app closes. */
  'runs:pause': { input: runReference, output: nothing },
  'runs:continue': { input: runReference, output: nothing },
  'runs:resume': { input: runReference, output: runSchema },
  /**
   * Starts a run with another's preset, network, settings and images, each in its part and place of then. Labels and
   * exclusions are those of now: `runs:show-repetition` says what differs.
   */
  'runs:repeat': {
    input: runReference.extend({ name: nameSchema.nullable().default(null) }),
    output: runSchema,
  },
  /** How a run that `runs:repeat` started compares with the one it repeats. */
  'runs:show-repetition': { input: runReference, output: runRepetitionSchema },
  /** Writes a CSV file of the images a run used: content_hash, path, label, patient, part. No file is replaced. */
  'runs:export-images': {
    input: runReference.extend({ path: z.string().min(1) }),
    output: z.strictObject({ path: z.string(), images: z.number().int().nonnegative() }),
  },
  /** Changes what is given of a run's tags, note, pin and archiving. */
  'runs:annotate': {
    input: runReference.extend(runAnnotationSchema.partial().shape),
    output: runSummarySchema,
  },
  /** Sets the operating point that predictions, evaluations and exports use; null goes back to the validated one. */
  'runs:set-threshold': {
    input: runReference.extend({ threshold: z.number().min(0).max(1).nullable() }),
    output: runSchema,
  },
  /** What happened to a run, the oldest first. */
  'runs:log': { input: runReference, output: z.array(runLogEntrySchema) },
  /** The states that it could go on from, the newest first. */
  'runs:checkpoints': { input: runReference, output: z.array(checkpointFileSchema) },
  'runs:delete': { input: runReference, output: nothing },
  'runs:export': {
    input: runReference.extend({ format: z.string(), path: z.string().min(1) }),
    output: z.strictObject({ path: z.string(), format: z.string(), files: z.array(z.string()) }),
  },
} as const;

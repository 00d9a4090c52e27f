import { z } from 'zod';
import { monitorNames } from '../../domain/monitor.ts';
import { nameSchema, referenceSchema } from '../../domain/name.ts';
import { settingValueSchema } from '../../domain/run-settings.ts';
import {
  axisScaleSchema,
  foldCountSchema,
  mostStudyMinutes,
  mostTrials,
  studySchema,
  studySummarySchema,
  sweepSearchSchema,
} from '../../domain/study.ts';
import { settingsInputSchema } from './runs.ts';
import { nothing, studyReference } from './shapes.ts';

/** As a user gives it: any setting's name, values also as text. The service names the one that is wrong. */
export const axisInputSchema = z.union([
  z.strictObject({ setting: z.string(), values: z.array(settingValueSchema).min(1).max(mostTrials) }),
  z.strictObject({
    setting: z.string(),
    minimum: z.number(),
    maximum: z.number(),
    scale: axisScaleSchema.default('linear'),
  }),
]);
export type AxisInput = z.output<typeof axisInputSchema>;

const planInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cross-validation'), folds: foldCountSchema.default(5) }),
  z.strictObject({
    kind: z.literal('sweep'),
    search: sweepSearchSchema.default('grid'),
    axes: z.array(axisInputSchema).min(1),
    /** How many to make at most; null makes every one of a grid, and 20 of a random search. */
    trials: z.number().int().min(1).max(mostTrials).nullable().default(null),
    minutes: z.number().positive().max(mostStudyMinutes).nullable().default(null),
  }),
]);
export type PlanInput = z.output<typeof planInputSchema>;

/** Cross-validations and sweeps. */
export const studiesMethods = {
  /** Checks every trial's settings, stores the study and begins with its first trial. */
  'studies:start': {
    input: z.strictObject({
      dataset: referenceSchema,
      preset: z.string(),
      name: nameSchema.nullable().default(null),
      /** Of all trials. */
      settings: settingsInputSchema.default({}),
      plan: planInputSchema,
      /** Null compares by the figure that chooses each run's best epoch, the setting `monitor`. */
      metric: z.enum(monitorNames).nullable().default(null),
    }),
    output: studySchema,
  },
  /** Waits until the study is over, however it ended. */
  'studies:wait': { input: studyReference, output: studySchema },
  'studies:list': { input: nothing, output: z.array(studySummarySchema) },
  'studies:show': { input: studyReference, output: studySchema },
  /** Stops the trial in hand, which keeps its best weights, and begins no other. */
  'studies:stop': { input: studyReference, output: nothing },
  /** Goes on with the trials that are not over, the one that was cut short from its checkpoint. */
  'studies:resume': { input: studyReference, output: studySchema },
  'studies:delete': {
    input: studyReference.extend({
      /** Whether the trials' runs go too; else they stay among the runs. */
      isWithRuns: z.boolean().default(false),
    }),
    output: nothing,
  },
} as const;

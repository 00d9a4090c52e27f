import { z } from 'zod';
import {
  auditReportSchema,
  datasetSchema,
  importProgressSchema,
  importReportSchema,
} from '../domain/dataset.ts';
import { diagnosticsSchema } from '../domain/diagnostics.ts';
import { engineDescriptionSchema } from '../domain/engine.ts';
import { imagePageSchema } from '../domain/image.ts';
import { batchMetricsSchema, epochMetricsSchema } from '../domain/metric.ts';
import { idSchema, nameSchema, referenceSchema } from '../domain/name.ts';
import { patientPatternSchema } from '../domain/patient.ts';
import { predictionsSchema } from '../domain/prediction.ts';
import { layerTableSchema, presetSchema } from '../domain/preset.ts';
import { evaluationSchema, runProgressSchema, runSchema, runSummarySchema } from '../domain/run.ts';
import { appErrorPayloadSchema } from './app-error.ts';

/**
 * Every method and every pushed event, declared once. Electron carries them over IPC, browser mode over a
 * WebSocket on loopback, the command line calls them directly; a front holds no logic. Input and output are
 * parsed where they cross a boundary.
 */

const nothing = z.strictObject({});
const datasetReference = z.strictObject({ dataset: referenceSchema });
const runReference = z.strictObject({ run: referenceSchema });

/**
 * Settings as a user gives them: any subset, numbers also as text (`--set epochs=3`). The service checks
 * them against `runSettingsSchema` and names the key that is wrong.
 */
const settingsInputSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Images handed over as bytes, for fronts that have no path (a file dropped on a browser's page). */
const uploadedFileSchema = z.strictObject({
  name: z.string().min(1).max(255),
  /** The file's bytes in base64, at most 64 MiB decoded. */
  base64: z.base64().max(90_000_000),
});

export const methods = {
  'app:describe': {
    input: nothing,
    output: z.strictObject({
      name: z.string(),
      version: z.string(),
      home: z.string(),
      platform: z.string(),
      front: z.enum(['electron', 'browser', 'command-line']),
      /** Null until the trainer process has answered. */
      engine: engineDescriptionSchema.nullable(),
      engineError: appErrorPayloadSchema.nullable(),
      samplesAvailable: z.boolean(),
      /** Folder that an import form opens with. */
      userFolder: z.string(),
    }),
  },
  'app:examine': { input: nothing, output: diagnosticsSchema },
  /** The folders and the number of files in a folder of this machine, for choosing one to import. */
  'folders:list': {
    input: z.strictObject({ path: z.string() }),
    output: z.strictObject({
      path: z.string(),
      parent: z.string().nullable(),
      folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
      files: z.number().int().nonnegative(),
    }),
  },

  'imports:start': {
    input: z.strictObject({
      path: z.string().min(1),
      name: nameSchema,
      csv: z.string().min(1).nullable().default(null),
      patientPatterns: z.array(patientPatternSchema).nullable().default(null),
      positiveClass: z.string().nullable().default(null),
    }),
    output: z.strictObject({ importId: z.string() }),
  },
  /** "Try it with sample images": imports the images that come with the app, under the name `samples`. */
  'imports:start-samples': { input: nothing, output: z.strictObject({ importId: z.string() }) },
  /** Waits for the end; throws what ended it early. */
  'imports:wait': { input: z.strictObject({ importId: z.string() }), output: importReportSchema },
  'imports:cancel': { input: z.strictObject({ importId: z.string() }), output: nothing },
  'imports:list': { input: nothing, output: z.array(importProgressSchema) },

  'datasets:list': { input: nothing, output: z.array(datasetSchema) },
  'datasets:show': { input: datasetReference, output: datasetSchema },
  'datasets:audit': { input: datasetReference, output: auditReportSchema },
  /** Forgets the dataset and its cache; the source folder stays as it is. Refused while runs refer to it. */
  'datasets:delete': { input: datasetReference, output: nothing },
  'images:list': {
    input: datasetReference.extend({
      className: z.string().nullable().default(null),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: imagePageSchema,
  },

  'presets:list': { input: nothing, output: z.array(presetSchema) },
  'presets:show': {
    input: z.strictObject({
      preset: z.string(),
      imageSize: z.number().int().positive().nullable().default(null),
    }),
    output: layerTableSchema,
  },

  /** Puts a run in the queue; it starts when those before it have ended. */
  'runs:start': {
    input: z.strictObject({
      dataset: referenceSchema,
      preset: z.string(),
      name: nameSchema.nullable().default(null),
      settings: settingsInputSchema.default({}),
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
  'runs:stop': { input: runReference, output: nothing },
  'runs:resume': { input: runReference, output: runSchema },
  'runs:delete': { input: runReference, output: nothing },
  'runs:export': {
    input: runReference.extend({ format: z.string(), path: z.string().min(1) }),
    output: z.strictObject({ path: z.string(), format: z.string(), files: z.array(z.string()) }),
  },

  'evaluations:make': {
    input: runReference.extend({ path: z.string().min(1) }),
    output: evaluationSchema,
  },
  'evaluations:list': { input: runReference, output: z.array(evaluationSchema) },

  'predictions:make': {
    input: runReference.extend({
      paths: z.array(z.string().min(1)).min(1),
      /** Folder for heatmaps; null makes none. */
      heatmaps: z.string().nullable().default(null),
    }),
    output: predictionsSchema,
  },
  'predictions:make-from-files': {
    input: runReference.extend({ files: z.array(uploadedFileSchema).min(1).max(50) }),
    output: predictionsSchema,
  },
} as const;

export type MethodName = keyof typeof methods;
/** What a caller gives: defaults may be left out. */
export type MethodInput<Name extends MethodName> = z.input<(typeof methods)[Name]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<Name extends MethodName> = z.output<(typeof methods)[Name]['input']>;
export type MethodOutput<Name extends MethodName> = z.output<(typeof methods)[Name]['output']>;

export const events = {
  'import:progressed': importProgressSchema,
  'import:ended': z.strictObject({
    importId: z.string(),
    dataset: nameSchema,
    report: importReportSchema.nullable(),
    error: appErrorPayloadSchema.nullable(),
  }),
  'dataset:deleted': z.strictObject({ datasetId: idSchema }),
  /** A run was created, started, ended or otherwise changed its status. */
  'run:changed': runSummarySchema,
  'run:progressed': runProgressSchema,
  'run:batch-ended': batchMetricsSchema.extend({ run: idSchema }),
  'run:epoch-ended': z.strictObject({ run: idSchema, metrics: epochMetricsSchema }),
  'run:deleted': z.strictObject({ run: idSchema }),
  'evaluation:progressed': z.strictObject({
    run: idSchema,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
  }),
  'engine:started': engineDescriptionSchema,
  /** The trainer process ended by itself; runs in it are interrupted. */
  'engine:crashed': appErrorPayloadSchema,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

/** One event as it travels: `{name, payload}`. */
export type PushedEvent = { [Name in EventName]: { name: Name; payload: EventPayload<Name> } }[EventName];

/** The envelope of an answer: a value, or an error, never a stack. */
export const answerEnvelopeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: appErrorPayloadSchema }),
]);
export type AnswerEnvelope = z.infer<typeof answerEnvelopeSchema>;

/** What a client sends over the WebSocket, and what it gets back there. */
export const socketRequestSchema = z.strictObject({
  id: z.number().int().nonnegative(),
  method: z.string(),
  input: z.unknown(),
});
export const socketMessageSchema = z.union([
  z.strictObject({ id: z.number().int().nonnegative(), answer: answerEnvelopeSchema }),
  z.strictObject({ event: z.string(), payload: z.unknown() }),
]);

/** Thumbnails are fetched by address, from the app's own protocol or the loopback server alike. */
export function toThumbnailPath(imageId: number): string {
  return `/thumbnails/${imageId}`;
}

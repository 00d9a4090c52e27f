import { z } from 'zod';
import { appErrorPayloadSchema } from './app-error.ts';
import { events } from './events.ts';
import { appMethods } from './methods/app.ts';
import { augmentationMethods } from './methods/augmentation.ts';
import { datasetsMethods } from './methods/datasets.ts';
import { defaultModelMethods } from './methods/default-model.ts';
import { ensemblesMethods } from './methods/ensembles.ts';
import { evaluationsMethods } from './methods/evaluations.ts';
import { homeMethods } from './methods/home.ts';
import { featureMapsMethods } from './methods/feature-maps.ts';
import { importsMethods } from './methods/imports.ts';
import { networksMethods } from './methods/networks.ts';
import { patientsMethods } from './methods/patients.ts';
import { predictionsMethods } from './methods/predictions.ts';
import { presetsMethods } from './methods/presets.ts';
import { runsMethods } from './methods/runs.ts';
import { settingsMethods } from './methods/settings.ts';
import { stressMethods } from './methods/stress.ts';
import { studiesMethods } from './methods/studies.ts';
import { viewerMethods } from './methods/viewer.ts';

/**
 * Every method and every pushed event, declared once. Electron carries them over IPC, browser mode over a
 * WebSocket on loopback, the command line calls them directly; a front holds no logic. Input and output are
 * parsed where they cross a boundary.
 */

export const methods = {
  ...appMethods,
  ...settingsMethods,
  ...homeMethods,
  ...importsMethods,
  ...datasetsMethods,
  ...presetsMethods,
  ...networksMethods,
  ...runsMethods,
  ...studiesMethods,
  ...ensemblesMethods,
  ...augmentationMethods,
  ...stressMethods,
  ...evaluationsMethods,
  ...predictionsMethods,
  ...featureMapsMethods,
  ...defaultModelMethods,
  ...patientsMethods,
  ...viewerMethods,
} as const;

export { events };

export type MethodName = keyof typeof methods;
/** What a caller gives: defaults may be left out. */
export type MethodInput<Name extends MethodName> = z.input<(typeof methods)[Name]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<Name extends MethodName> = z.output<(typeof methods)[Name]['input']>;
export type MethodOutput<Name extends MethodName> = z.output<(typeof methods)[Name]['output']>;

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

/** What a picture is the source of: a dataset's image, or a prediction. */
export const pictureKinds = ['images', 'predictions'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** At its own size, in 8-bit grey; or at most 256 pixels on its longer side. */
export type PictureSize = 'full' | 'small';

/** Where a picture is fetched; where there is none, the answer is the error's payload as JSON. */
export function toPicturePath(kind: PictureKind, id: number, size: PictureSize = 'full'): string {
  return size === 'full' ? `/${kind}/${id}` : `/${kind}/${id}/small`;
}

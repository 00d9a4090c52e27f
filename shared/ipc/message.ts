import { z } from 'zod';
import { appErrorCodes, messageDetailsSchema } from './app-error.ts';

/** The closed set of codes of what is told and is no error: notes, warnings, and why a run ended. */
export const noteCodes = [
  // how a run's images were divided
  'test-folder-set-aside',
  'patients-of-test-set-aside',
  'patients-of-validation-set-aside',
  'validation-folder-missing',
  'validation-folder-not-wanted',
  'validation-folder-not-enough',
  'validation-folder-used',
  'images-limited',
  'fold-validated',
  'class-not-validated',
  // what an evaluation is to be read with
  'one-class-judged',
  'test-rows-taken',
  'images-seen',
  'patients-seen',
  'images-repeated',
  'operating-point-provisional',
  'views-averaged',
  // what an ensemble's operating point was chosen on
  'chosen-on-held-out-images',
  'chosen-out-of-fold',
  'nothing-to-choose-on',
  // why a run waits or ended
  'waits-for-another-process',
  'waits-for-window',
  'stopped-before-start',
  'stopped-before-training',
  'stopped-early',
  'time-limit-reached',
  'app-closed',
  'process-lost',
  // why a study ended
  'study-stopped',
  'study-closed',
  'study-process-lost',
  'study-time-spent',
  'trials-cut-short',
  'trials-failed',
] as const;
export type NoteCode = (typeof noteCodes)[number];

/** What the app tells a person, in English, and by code and details what any other language makes of it. */
export const messageSchema = z.strictObject({
  /** Null where only the English text is known, as of what libraries of before kept. */
  code: z.enum([...appErrorCodes, ...noteCodes]).nullable(),
  message: z.string(),
  details: messageDetailsSchema,
});
export type Message = z.infer<typeof messageSchema>;

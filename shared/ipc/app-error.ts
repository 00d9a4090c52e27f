import { z } from 'zod';

/**
 * The closed set of codes an error may carry. Codes are stable: scripts and tests rely on them, the text
 * of a message may change.
 */
export const appErrorCodes = [
  // what the user gave
  'usage-wrong',
  'input-invalid',
  'path-not-found',
  'path-unreadable',
  'name-taken',
  'name-invalid',
  'csv-invalid',
  'pattern-invalid',
  // datasets
  'dataset-not-found',
  'dataset-empty',
  'dataset-without-classes',
  'dataset-one-class',
  'dataset-class-too-small',
  'dataset-source-missing',
  'dataset-in-use',
  'dataset-busy',
  'classes-mismatch',
  'cache-damaged',
  'import-cancelled',
  'import-not-found',
  // images
  'image-empty',
  'image-unreadable',
  'image-not-an-image',
  'image-truncated',
  'image-too-small',
  'image-too-large',
  'image-not-found',
  'image-changed',
  'image-without-class',
  'dicom-without-image',
  'dicom-syntax-unknown',
  'folder-skipped',
  // runs and models
  'preset-not-found',
  'setting-unknown',
  'setting-invalid',
  'network-invalid',
  'run-not-found',
  'run-without-model',
  'run-not-resumable',
  'run-in-ensemble',
  'ensemble-invalid',
  'operating-point-missing',
  'run-busy',
  'study-not-found',
  'study-not-resumable',
  'study-busy',
  'evaluation-not-found',
  'run-cancelled',
  'prediction-not-found',
  'batch-not-found',
  'checkpoint-damaged',
  'loss-not-finite',
  'format-unknown',
  'output-not-writable',
  // the machine
  'disk-full',
  'engine-unavailable',
  'trainer-crashed',
  'trainer-out-of-memory',
  'trainer-unresponsive',
  'database-newer',
  'database-damaged',
  'home-not-writable',
  'home-missing',
  'home-incomplete',
  'home-busy',
  'home-moved',
  'home-named',
  'copy-damaged',
  'not-permitted',
  'method-unknown',
  'connection-lost',
  'unexpected',
] as const;

export const appErrorCodeSchema = z.enum(appErrorCodes);
export type AppErrorCode = z.infer<typeof appErrorCodeSchema>;

/** Named facts of what is told: a path, a field, a count. */
export const messageDetailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type MessageDetails = Readonly<z.infer<typeof messageDetailsSchema>>;

/** What of an error crosses a process boundary: never a stack. */
export const appErrorPayloadSchema = z.strictObject({
  code: appErrorCodeSchema,
  message: z.string(),
  details: messageDetailsSchema.default({}),
});
export type AppErrorPayload = z.infer<typeof appErrorPayloadSchema>;

/**
 * An error a user may read. Its message says what was expected, what was received and the way out.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: AppErrorPayload['details'];

  /**
   * @param code one of the closed set
   * @param message one or two sentences for the user
   * @param details named facts for programs (a path, a field, a count); no patient data
   * @param options.cause the error underneath, for the log
   */
  constructor(
    code: AppErrorCode,
    message: string,
    details: AppErrorPayload['details'] = {},
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  /** The part that crosses a process boundary. */
  toPayload(): AppErrorPayload {
    return { code: this.code, message: this.message, details: this.details };
  }

  /** The error again, on the other side of a boundary. */
  static fromPayload(payload: AppErrorPayload): AppError {
    return new AppError(payload.code, payload.message, payload.details);
  }
}

/**
 * Any thrown value as an AppError. What nobody foresaw becomes `unexpected`, whose message points at the
 * log and keeps the original as its cause.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError(
    'unexpected',
    'Something unexpected went wrong. The log (folder "logs" in the data folder) has the details.',
    {},
    { cause: thrown },
  );
}

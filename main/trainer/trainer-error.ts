import { AppError, toAppError } from '../../shared/ipc/app-error.ts';

/**
 * Whether an error leaves the engine unusable: WebAssembly traps, mostly where memory runs out inside it, with
 * its data half changed. The process must end then; main starts another.
 */
export function isEngineBroken(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'RuntimeError';
}

/**
 * Any thrown value as an error for the user. Beyond `toAppError` it knows a full disk and memory that ran
 * out, whose words differ by engine: TensorFlow's `OOM when allocating` and `RESOURCE_EXHAUSTED`, V8's
 * `Array buffer allocation failed`, Emscripten's `Cannot enlarge memory`.
 */
export function toTrainerError(thrown: unknown): AppError {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return toAppError(thrown);
  if ('code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')) {
    return new AppError(
      'disk-full',
      'The disk is full, so the last file could not be written; everything written before is whole. Free some space and resume the run.',
      {},
      { cause: thrown },
    );
  }
  if (
    /OOM when allocating|RESOURCE_EXHAUSTED|allocation failed|enlarge memory|out of memory/i.test(
      thrown.message,
    )
  ) {
    return new AppError(
      'trainer-out-of-memory',
      'The engine ran out of memory. Use a smaller batchSize or imageSize, or close other programs.',
      {},
      { cause: thrown },
    );
  }
  if (isEngineBroken(thrown)) {
    return new AppError(
      'trainer-out-of-memory',
      'The WebAssembly engine broke down, most likely for want of memory, of which it can use 4 GB. Use a smaller batchSize or imageSize, or the native engine.',
      {},
      { cause: thrown },
    );
  }
  return toAppError(thrown);
}

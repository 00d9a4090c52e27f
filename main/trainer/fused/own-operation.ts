import * as tf from '@tensorflow/tfjs';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';

/**
 * Makes a function that gives the running backend where it has an operation of our own (main/trainer/operations), else
 * null: on a GPU, on processors that it was not built for, where it was not built, and where it does not do what it
 * should. It is tried once, at the first question.
 *
 * @param attempt runs the operation and says whether its result is right; what it throws means that it is not there
 */
export function findOwnOperation(attempt: (native: NativeBackend) => boolean): () => NativeBackend | null {
  let isThere: boolean | null = null;
  return () => {
    const native = findNativeBackend();
    if (native === null || native.isUsingGpuDevice) return null;
    isThere ??= isAttemptRight(native, attempt);
    return isThere ? native : null;
  };
}

function isAttemptRight(native: NativeBackend, attempt: (native: NativeBackend) => boolean): boolean {
  try {
    return tf.tidy(() => attempt(native));
  } catch {
    return false;
  }
}

import * as tf from '@tensorflow/tfjs';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';
import { runNative } from '../fused/native-operation.ts';

/** kept * average + (1 - kept) * value: on processors by an operation of our own, elsewhere by tfjs's three. */
export function moveAverage(average: tf.Tensor, value: tf.Tensor, kept: number): tf.Tensor {
  const native = findAverageBackend();
  if (native !== null) return moveByOwnOperation(native, average, value, kept);
  return tf.add(tf.mul(average, kept), tf.mul(value, 1 - kept));
}

function moveByOwnOperation(
  native: NativeBackend,
  average: tf.Tensor,
  value: tf.Tensor,
  kept: number,
): tf.Tensor {
  const share = tf.scalar(kept);
  const moved = runNative(native, 'NegatoscopeMoveAverage', [], [average, value, share]);
  share.dispose();
  return moved;
}

let isThere: boolean | null = null;

/** The running backend where it has that operation, else null. Tried once. */
function findAverageBackend(): NativeBackend | null {
  const native = findNativeBackend();
  if (native === null || native.isUsingGpuDevice) return null;
  isThere ??= tryAverage(native);
  return isThere ? native : null;
}

function tryAverage(native: NativeBackend): boolean {
  try {
    return tf.tidy(() => {
      const [average, value] = [tf.tensor1d([8]), tf.tensor1d([4])];
      return moveByOwnOperation(native, average, value, 0.75).dataSync()[0] === 7;
    });
  } catch {
    return false;
  }
}

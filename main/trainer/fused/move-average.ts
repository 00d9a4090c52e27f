import * as tf from '@tensorflow/tfjs';
import { runNative } from './native-operation.ts';
import { findOwnOperation } from './own-operation.ts';
import type { NativeBackend } from '../native-backend.ts';

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

const findAverageBackend = findOwnOperation((native) => {
  const [average, value] = [tf.tensor1d([8]), tf.tensor1d([4])];
  return moveByOwnOperation(native, average, value, 0.75).dataSync()[0] === 7;
});

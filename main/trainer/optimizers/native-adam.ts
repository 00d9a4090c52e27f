import * as tf from '@tensorflow/tfjs';
import { findOwnOperation } from '../fused/own-operation.ts';
import type { NativeBackend } from '../native-backend.ts';

/** What Adam knows of one weight. Tensors of one shape. */
export interface AdamState {
  readonly weight: tf.Tensor;
  readonly gradient: tf.Tensor;
  readonly firstMoments: tf.Tensor;
  readonly secondMoments: tf.Tensor;
}

export interface AdamSettings {
  /** Corrected for the moments' beginning at 0. */
  readonly rate: number;
  readonly firstDecay: number;
  readonly secondDecay: number;
  readonly epsilon: number;
}

/**
 * Moves a weight by one operation of our own: see main/trainer/operations/adam.c.
 *
 * @returns the weight, its first moments and its second ones
 */
export function moveByNativeAdam(
  native: NativeBackend,
  { weight, gradient, firstMoments, secondMoments }: AdamState,
  { rate, firstDecay, secondDecay, epsilon }: AdamSettings,
): readonly [tf.Tensor, tf.Tensor, tf.Tensor] {
  const settings = tf.tensor1d([rate, firstDecay, secondDecay, epsilon]);
  const inputs = [weight, gradient, firstMoments, secondMoments, settings];
  const [moved, first, second] = native.executeMultipleOutputs('NegatoscopeAdam', [], inputs, 3);
  settings.dispose();
  if (!moved || !first || !second) throw new Error('NegatoscopeAdam returned too little');
  return [moved, first, second];
}

/** Tried by a first step, which is the rate where nothing decays slowly. */
export const findAdamBackend = findOwnOperation((native) => {
  const [weight, gradient, zero] = [tf.tensor1d([5]), tf.tensor1d([4]), tf.tensor1d([0])];
  const state = { weight, gradient, firstMoments: zero, secondMoments: zero };
  const settings = { rate: 1, firstDecay: 0, secondDecay: 0, epsilon: 0 };
  const moved = moveByNativeAdam(native, state, settings).map((tensor) => tensor.dataSync()[0]);
  return moved.join(' ') === '4 4 16';
});

import * as tf from '@tensorflow/tfjs';
import { findBlock, type Block } from './find-block.ts';
import type { Convolution } from './convolution.ts';
import { applyBlock, convolveBlock, findBlockBackend } from './normalize-block.ts';

/** Layers that prediction runs as one. */
export interface PredictingBlock {
  /** How many layers of the row they are. */
  readonly length: number;
  compute(input: tf.Tensor): tf.Tensor;
}

/**
 * A convolution and what follows it as prediction runs them, in one pass over memory after the convolution.
 *
 * @returns null where the row begins otherwise, or where the engine lacks the operation
 */
export function toPredictingBlock(row: readonly tf.layers.Layer[]): PredictingBlock | null {
  const block = findBlockBackend() === null ? null : findBlock(row);
  if (block === null) return null;
  return { length: block.length, compute: (input) => tf.tidy(() => compute(block, input)) };
}

function compute({ convolution, normalization, steps }: Block, input: tf.Tensor): tf.Tensor {
  const native = findBlockBackend();
  if (native === null) throw new Error('the engine has lost an operation');
  const { gamma, beta, movingMean, movingVariance, epsilon } = normalization;
  const scale = tf.mul(gamma.read(), tf.rsqrt(tf.add(movingVariance.read(), epsilon)));
  const shift = tf.sub(beta.read(), tf.mul(movingMean.read(), scale));
  const weights = { bias: convolution.bias?.read() ?? tf.tensor1d([]), scale, shift };
  return isFirstOfGrey(convolution)
    ? convolveBlock(native, input, convolution.kernel.read(), weights, steps)
    : applyBlock(native, convolution.convolve(input), weights, steps);
}

/** Whether a convolution is what `convolveBlock` computes. */
function isFirstOfGrey({ kernel, strides, padding }: Convolution): boolean {
  const [height, width, channels] = kernel.read().shape;
  const isFitting = height === 3 && width === 3 && channels === 1;
  return isFitting && padding === 'same' && strides.every((stride) => stride === 1);
}

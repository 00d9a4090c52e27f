import * as tf from '@tensorflow/tfjs';
import { findBlock, type Block } from './find-block.ts';
import { isOfGrey } from './convolution.ts';
import { applyBlock, findBlockBackend } from './normalize-block.ts';

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
  const { gamma, beta, movingMean, movingVariance } = normalization;
  const averages = { beta: beta.read(), mean: movingMean.read(), variance: movingVariance.read() };
  const weights = { bias: convolution.bias?.read() ?? null, gamma: gamma.read() };
  const block = isOfGrey(convolution)
    ? { values: input, filter: convolution.kernel.read(), ...weights }
    : { values: convolution.convolve(input), filter: null, ...weights };
  return applyBlock(native, block, averages, steps);
}

import * as tf from '@tensorflow/tfjs';
import type { NativeBackend, OperationAttribute } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';
import { findOwnOperation } from './own-operation.ts';

/** What follows a convolution, up to its pooling. Batch normalisation is always among it. */
export interface BlockSteps {
  /** ReLU before dropout and normalisation. */
  readonly rectifiesBefore: boolean;
  /** ReLU after normalisation. */
  readonly rectifiesAfter: boolean;
  /** 2: the greatest of each window of 2 x 2, an odd last row or column left out; 1: no pooling. */
  readonly poolSize: 1 | 2;
  /** Share of values that dropout takes away before normalisation. */
  readonly dropoutRate: number;
  readonly epsilon: number;
}

/** Values of a channel each; no bias is an empty tensor. */
export interface BlockWeights {
  readonly bias: tf.Tensor;
  readonly gamma: tf.Tensor;
  readonly beta: tf.Tensor;
}

/** Those of prediction, of a channel each; no bias is an empty tensor. A normalised value is `scale` times it and `shift`. */
export interface AppliedWeights {
  readonly bias: tf.Tensor;
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
}

export interface NormalizedBlock {
  /** [images, height, width, channels], pooled. */
  readonly output: tf.Tensor;
  /** Of each channel as normalisation is given it. */
  readonly mean: tf.Tensor;
  /** By n. */
  readonly variance: tf.Tensor;
  /** Called at most once. */
  backward(outputGradient: tf.Tensor): {
    readonly input: tf.Tensor;
    readonly bias: tf.Tensor;
    readonly gamma: tf.Tensor;
    readonly beta: tf.Tensor;
  };
}

/**
 * Bias, ReLU, dropout, batch normalisation, ReLU and max pooling as one operation of our own, in one pass over memory:
 * see main/trainer/operations/normalize-block.c.
 *
 * @param input [images, height, width, channels], a convolution's output without its bias; the caller frees it
 * @param seed of dropout's mask: two numbers of 32 bits, the layer's in this run and the step
 */
export function normalizeBlock(
  native: NativeBackend,
  input: tf.Tensor,
  { bias, gamma, beta }: BlockWeights,
  steps: BlockSteps,
  seed: readonly [number, number],
): NormalizedBlock {
  const attributes = toAttributes(native, steps);
  const seeds = tf.tensor1d([...seed], 'int32');
  const [output, mean, variance, kept, places] = native.executeMultipleOutputs(
    'NegatoscopeNormalizeBlock',
    attributes,
    [input, bias, gamma, beta, seeds],
    5,
  );
  if (!output || !mean || !variance || !kept || !places) {
    throw new Error('NegatoscopeNormalizeBlock returned too little');
  }
  // The caller may free them once it has moved its averages.
  const statistics = [mean.clone(), variance.clone()];
  return {
    output,
    mean,
    variance,
    backward(outputGradient) {
      const [inputGradient, biasGradient, gammaGradient, betaGradient] = native.executeMultipleOutputs(
        'NegatoscopeNormalizeBlockGrad',
        attributes,
        [input, bias, gamma, seeds, ...statistics, kept, places, output, outputGradient],
        4,
      );
      tf.dispose([seeds, ...statistics, kept, places]);
      if (!inputGradient || !biasGradient || !gammaGradient || !betaGradient) {
        throw new Error('NegatoscopeNormalizeBlockGrad returned too little');
      }
      return { input: inputGradient, bias: biasGradient, gamma: gammaGradient, beta: betaGradient };
    },
  };
}

/**
 * The same steps as prediction has them, without dropout.
 *
 * @param input a convolution's output without its bias
 */
export function applyBlock(
  native: NativeBackend,
  input: tf.Tensor,
  weights: AppliedWeights,
  steps: BlockSteps,
): tf.Tensor {
  const inputs = [input, weights.bias, weights.scale, weights.shift];
  return runNative(native, 'NegatoscopeApplyBlock', toAttributes(native, steps), inputs);
}

/**
 * A convolution of 3 x 3 on images of one channel, with zeros around them, and the same steps after it.
 *
 * @param input [images, height, width, 1]
 * @param filter [3, 3, 1, channels]
 */
export function convolveBlock(
  native: NativeBackend,
  input: tf.Tensor,
  filter: tf.Tensor,
  weights: AppliedWeights,
  steps: BlockSteps,
): tf.Tensor {
  const inputs = [input, filter, weights.bias, weights.scale, weights.shift];
  return runNative(native, 'NegatoscopeConvolveBlock', toAttributes(native, steps), inputs);
}

function toAttributes(native: NativeBackend, steps: BlockSteps): OperationAttribute[] {
  const attribute = createAttributeMaker(native);
  return [
    attribute.flag('rectifies_before', steps.rectifiesBefore),
    attribute.flag('rectifies_after', steps.rectifiesAfter),
    attribute.whole('pool_size', steps.poolSize),
    attribute.real('dropout_rate', steps.dropoutRate),
    attribute.real('epsilon', steps.epsilon),
  ];
}

/** The running backend where it has these operations, else null: the layers are run one by one then. */
export const findBlockBackend = findOwnOperation((native) => {
  const [none, zero, one] = [tf.tensor1d([]), tf.tensor1d([0]), tf.tensor1d([1])];
  const steps = {
    rectifiesBefore: false,
    rectifiesAfter: false,
    poolSize: 1,
    dropoutRate: 0,
    epsilon: 0,
  } as const;
  const input = tf.tensor4d([3, 5], [1, 1, 2, 1]);
  const block = normalizeBlock(native, input, { bias: none, gamma: one, beta: zero }, steps, [0, 0]);
  const back = block.backward(tf.tensor4d([1, 1], [1, 1, 2, 1]));
  const weights = { bias: one, scale: one, shift: zero };
  const applied = applyBlock(native, input, weights, steps);
  const convolved = convolveBlock(native, input, tf.ones([3, 3, 1, 1]), weights, steps);
  return (
    block.output.dataSync().join(' ') === '-1 1' &&
    back.beta.dataSync()[0] === 2 &&
    applied.dataSync().join(' ') === '4 6' &&
    convolved.dataSync().join(' ') === '9 9'
  );
});

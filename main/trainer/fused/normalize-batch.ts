import * as tf from '@tensorflow/tfjs';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';
import { sumOverChannels } from './bias.ts';
import { createAttributeMaker } from './native-operation.ts';

export interface NormalizedBatch {
  readonly output: tf.Tensor;
  /** The batch's mean of each channel. */
  readonly mean: tf.Tensor;
  /** The batch's variance of each channel, by n - 1: what the moving average takes, as in TensorFlow. */
  readonly variance: tf.Tensor;
  backward(outputGradient: tf.Tensor): { input: tf.Tensor; gamma: tf.Tensor; beta: tf.Tensor };
}

/**
 * Normalises a batch over its last axis by its own mean and variance (Ioffe and Szegedy 2015): output =
 * gamma (input - mean) / sqrt(variance + epsilon) + beta, the variance by n.
 *
 * On TensorFlow by `FusedBatchNormV3` and `FusedBatchNormGradV3`, which make one pass each; tfjs-layers
 * composes a dozen operations, and their gradients.
 */
export function normalizeBatch(
  input: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  const native = findNativeBackend();
  return native === null
    ? normalizeByParts(input, gamma, beta, epsilon)
    : normalizeFused(native, input, gamma, beta, epsilon);
}

function normalizeFused(
  native: NativeBackend,
  input: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  const attribute = createAttributeMaker(native);
  const attributes = [
    attribute.type('T', 'float32'),
    attribute.type('U', 'float32'),
    attribute.real('epsilon', epsilon),
    attribute.text('data_format', 'NHWC'),
    attribute.flag('is_training', true),
  ];
  const rows = toRows(input);
  const none = tf.tensor1d([]);
  const outputs = native.executeMultipleOutputs(
    'FusedBatchNormV3',
    attributes,
    [rows, gamma, beta, none, none],
    6,
  );
  none.dispose();
  const [output, mean, variance, ...reserved] = outputs;
  if (output === undefined || mean === undefined || variance === undefined) {
    throw new Error('FusedBatchNormV3 returned too little');
  }
  return {
    output: reshapeAndFree(output, input.shape),
    mean,
    variance,
    backward(outputGradient) {
      const gradientRows = toRows(outputGradient);
      const inputs = [gradientRows, rows, gamma, ...reserved];
      const gradients = native.executeMultipleOutputs('FusedBatchNormGradV3', attributes, inputs, 5);
      const [inputGradient, gammaGradient, betaGradient, ...unused] = gradients;
      for (const tensor of [gradientRows, rows, ...reserved, ...unused]) tensor.dispose();
      if (inputGradient === undefined || gammaGradient === undefined || betaGradient === undefined) {
        throw new Error('FusedBatchNormGradV3 returned too little');
      }
      return { input: reshapeAndFree(inputGradient, input.shape), gamma: gammaGradient, beta: betaGradient };
    },
  };
}

/** The same by plain operations, for engines without the fused ones. */
function normalizeByParts(
  input: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  const channels = gamma.size;
  const count = input.size / channels;
  const { mean, deviationScale, variance } = tf.tidy(() => {
    const batchMean = tf.div(sumOverChannels(input), count);
    const deviation = tf.sub(input, batchMean);
    const batchVariance = tf.div(sumOverChannels(tf.square(deviation)), count);
    const unbiased = tf.mul(batchVariance, count / Math.max(count - 1, 1));
    return {
      mean: batchMean,
      deviationScale: tf.rsqrt(tf.add(batchVariance, epsilon)),
      variance: unbiased,
    };
  });
  const output = tf.tidy(() => {
    const scale = tf.mul(gamma, deviationScale);
    return tf.add(tf.mul(input, scale), tf.sub(beta, tf.mul(mean, scale)));
  });
  const keptMean = tf.clone(mean);
  return {
    output,
    mean,
    variance,
    backward(outputGradient) {
      const gradients = tf.tidy(() => {
        const betaGradient = sumOverChannels(outputGradient);
        const normalized = tf.mul(tf.sub(input, keptMean), deviationScale);
        const gammaGradient = sumOverChannels(tf.mul(outputGradient, normalized));
        const scale = tf.mul(gamma, deviationScale);
        const centred = tf.sub(outputGradient, tf.div(betaGradient, count));
        const inputGradient = tf.mul(
          tf.sub(centred, tf.mul(normalized, tf.div(gammaGradient, count))),
          scale,
        );
        return { input: inputGradient, gamma: gammaGradient, beta: betaGradient };
      });
      keptMean.dispose();
      deviationScale.dispose();
      return gradients;
    },
  };
}

/** As [rows, 1, 1, channels] where the input is not of rank 4 already; always a tensor of its own to free. */
function toRows(value: tf.Tensor): tf.Tensor {
  const channels = value.shape.at(-1) ?? 1;
  return value.rank === 4 ? value.clone() : value.reshape([value.size / channels, 1, 1, channels]);
}

function reshapeAndFree(value: tf.Tensor, shape: number[]): tf.Tensor {
  if (value.rank === shape.length) return value;
  const reshaped = value.reshape(shape);
  value.dispose();
  return reshaped;
}

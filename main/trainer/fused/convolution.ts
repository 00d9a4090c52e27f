import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { computeFilterGradient } from './filter-gradient.ts';
import { getWeight } from './get-weight.ts';
import type { Weight } from './trainable-layer.ts';

/** The convolutions that are done here; any other goes by the tape (see tape-layer.ts). */
const configSchema = z.object({
  padding: z.enum(['same', 'valid']),
  strides: z.tuple([z.number(), z.number()]),
  dilationRate: z.tuple([z.literal(1), z.literal(1)]),
  dataFormat: z.literal('channelsLast'),
  activation: z.enum(['linear', 'relu']),
});

/** What a Conv2D layer computes before its bias, and the way back. */
export interface Convolution {
  readonly kernel: Weight;
  readonly bias: Weight | null;
  readonly activation: 'linear' | 'relu';
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
  /** @param input [images, height, width, channels] */
  convolve(input: tf.Tensor): tf.Tensor;
  /**
   * @param gradient of what `convolve` gave
   * @param needsInput whether the input's gradient is wanted; null where it is not
   */
  backpropagate(
    input: tf.Tensor,
    gradient: tf.Tensor,
    needsInput: boolean,
  ): { readonly kernel: tf.Tensor; readonly input: tf.Tensor | null };
}

/** @returns null where the layer's configuration is not one of those done here */
export function toConvolution(layer: tf.layers.Layer): Convolution | null {
  const config = configSchema.safeParse(layer.getConfig());
  const kernel = getWeight(layer, 'kernel');
  if (!config.success || kernel === null) return null;
  const { padding, strides, activation } = config.data;
  return {
    kernel,
    bias: getWeight(layer, 'bias'),
    activation,
    strides,
    padding,
    convolve: (input) => tf.conv2d(input as tf.Tensor4D, kernel.read() as tf.Tensor4D, strides, padding),
    backpropagate(input, gradient, needsInput) {
      const filter = kernel.read();
      const attributes = { strides, pad: padding, dataFormat: 'NHWC', inputShape: input.shape };
      return {
        kernel: computeFilterGradient(input, gradient, { filterShape: filter.shape, strides, padding }),
        input: needsInput
          ? tf.engine().runKernel<tf.Tensor>('Conv2DBackpropInput', { dy: gradient, filter }, attributes)
          : null,
      };
    },
  };
}

/** Whether a convolution is one of grey images that the operations of our own do together with what follows it. */
export function isOfGrey({ kernel, strides, padding }: Convolution): boolean {
  const [height, width, channels] = kernel.shape;
  const isFitting = height === 3 && width === 3 && channels === 1;
  return isFitting && padding === 'same' && strides.every((stride) => stride === 1);
}

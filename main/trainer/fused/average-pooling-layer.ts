import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { backpropagateAveragePooling } from '../kernels/average-pool-gradient.ts';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({
  poolSize: z.tuple([z.number(), z.number()]),
  strides: z.tuple([z.number(), z.number()]),
  padding: z.enum(['same', 'valid']),
  dataFormat: z.literal('channelsLast'),
});

/**
 * An AveragePooling2D layer.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableAveragePooling(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const { poolSize: filterSize, strides, padding: pad } = config.data;
  return {
    weights: noWeights,
    forward: (input) => ({
      output: tf.avgPool(input as tf.Tensor4D, filterSize, strides, pad),
      backward: (gradient, needsInput) => ({
        input: needsInput ? backpropagateAveragePooling(gradient, input, { filterSize, strides, pad }) : null,
        weights: noWeights,
      }),
    }),
  };
}

import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({
  poolSize: z.tuple([z.number(), z.number()]),
  strides: z.tuple([z.number(), z.number()]),
  // Over padding `same` the engines' gradients differ.
  padding: z.literal('valid'),
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
  const { poolSize, strides, padding } = config.data;
  return {
    weights: noWeights,
    forward: (input) => ({
      output: tf.avgPool(input as tf.Tensor4D, poolSize, strides, padding),
      backward: (dy, needsInput) => ({
        input: needsInput
          ? tf
              .engine()
              .runKernel<tf.Tensor>(
                'AvgPoolGrad',
                { dy, input },
                { filterSize: poolSize, strides, pad: padding },
              )
          : null,
        weights: noWeights,
      }),
    }),
  };
}

import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({ alpha: z.number() });

/**
 * A LeakyReLU layer: max(x, 0) + alpha min(x, 0). At 0 the gradient is alpha's.
 *
 * @returns null where the layer's configuration is not the one done here
 */
export function toTrainableLeakyRelu(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const { alpha } = config.data;
  return {
    weights: noWeights,
    forward: (input) => ({
      output: tf.leakyRelu(input, alpha),
      backward: (gradient, needsInput) => ({
        input: needsInput ? tf.tidy(() => tf.mul(gradient, tf.step(input, alpha))) : null,
        weights: noWeights,
      }),
    }),
  };
}

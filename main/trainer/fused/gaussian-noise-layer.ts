import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { createRandom, deriveSeed } from '../../../shared/domain/seeded-random.ts';
import { drawNormal } from '../data/augmentation/draw-normal.ts';
import { findNativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({ stddev: z.number().nonnegative() });

/**
 * A GaussianNoise layer: what it adds is a function of the run's seed, the layer's name and the step, where tfjs's
 * own would be another each time. Noise differs between engines, which draw it by different generators.
 *
 * @returns null where the layer's configuration is not the one done here
 */
export function toTrainableGaussianNoise(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const { stddev } = config.data;
  return {
    weights: noWeights,
    forward: (input, { seed, step }) => ({
      output: tf.tidy(() => {
        const noise = drawNoise(input.shape, deriveSeed(seed, 'noise', layer.name), step);
        return tf.add(input, tf.mul(noise, stddev));
      }),
      backward: (gradient) => ({ input: gradient.clone(), weights: noWeights }),
    }),
  };
}

/** Draws numbers of the standard normal distribution. */
function drawNoise(shape: number[], seed: number, step: number): tf.Tensor {
  const native = findNativeBackend();
  if (native === null) {
    const random = createRandom(deriveSeed(seed, step));
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => drawNormal(random)),
      shape,
    );
  }
  const attribute = createAttributeMaker(native);
  const attributes = [
    attribute.type('dtype', 'float32'),
    attribute.type('T', 'int32'),
    attribute.type('Tseed', 'int32'),
  ];
  const inputs = [tf.tensor1d(shape, 'int32'), tf.tensor1d([seed, step], 'int32')];
  return runNative(native, 'StatelessRandomNormal', attributes, inputs);
}

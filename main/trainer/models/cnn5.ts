import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { deriveSeed } from '../../../shared/domain/seeded-random.ts';
import type { ModelShape } from './build-model.ts';

/** Filters of each block's convolution, and the dropout that follows it (0: none). */
const blocks = [
  { filters: 32, dropout: 0 },
  { filters: 64, dropout: 0.1 },
  { filters: 64, dropout: 0 },
  { filters: 128, dropout: 0.2 },
  { filters: 256, dropout: 0.2 },
] as const;

/** Five poolings halve the side five times, and one pixel must be left. */
const smallestImageSize = 2 ** blocks.length;

/**
 * Builds the report's network: five blocks of convolution (3 x 3, same padding, ReLU), dropout, batch
 * normalisation and max pooling (2 x 2), then dense 128 (ReLU), dropout 0.2 and dense 1 (sigmoid). At 150 x
 * 150 it has 951,489 parameters, 950,401 of them trainable.
 *
 * Where the report's Keras script relies on defaults, these are Keras's, written out: Glorot's uniform
 * weights (Glorot and Bengio 2010), biases 0, and batch normalisation with momentum 0.99 and epsilon 0.001
 * (tfjs's own defaults are the same; PyTorch's are 0.9 and 1e-5).
 *
 * @throws AppError `setting-invalid` below 32 pixels
 */
export function buildCnn5({ imageSize, seed }: ModelShape): tf.Sequential {
  if (imageSize < smallestImageSize) {
    throw new AppError(
      'setting-invalid',
      `imageSize is ${imageSize}, but cnn5 halves the image five times and needs at least ${smallestImageSize}.`,
      { setting: 'imageSize', value: imageSize },
    );
  }
  const names = createLayerNames();
  const model = tf.sequential({ name: 'cnn5' });
  blocks.forEach(({ filters, dropout }, index) => {
    const name = names('conv2d');
    model.add(
      tf.layers.conv2d({
        name,
        filters,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: tf.initializers.glorotUniform({ seed: deriveSeed(seed, 'weights', name) }),
        ...(index === 0 ? { inputShape: [imageSize, imageSize, 1] } : {}),
      }),
    );
    if (dropout > 0) model.add(tf.layers.dropout({ name: names('dropout'), rate: dropout }));
    model.add(
      tf.layers.batchNormalization({ name: names('batch_normalization'), momentum: 0.99, epsilon: 1e-3 }),
    );
    model.add(tf.layers.maxPooling2d({ name: names('max_pooling2d'), poolSize: 2, padding: 'valid' }));
  });
  model.add(tf.layers.flatten({ name: names('flatten') }));
  model.add(createDense(names('dense'), 128, 'relu', seed));
  model.add(tf.layers.dropout({ name: names('dropout'), rate: 0.2 }));
  model.add(createDense(names('dense'), 1, 'sigmoid', seed));
  return model;
}

function createDense(
  name: string,
  units: number,
  activation: 'relu' | 'sigmoid',
  seed: number,
): tf.layers.Layer {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: deriveSeed(seed, 'weights', name) });
  return tf.layers.dense({ name, units, activation, kernelInitializer });
}

/** Names layers as Keras does: conv2d, conv2d_1, conv2d_2. */
function createLayerNames(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return count === 0 ? kind : `${kind}_${count}`;
  };
}

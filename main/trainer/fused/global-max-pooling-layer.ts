import * as tf from '@tensorflow/tfjs';
import { poolByMaximum } from './max-pooling-layer.ts';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

/**
 * A GlobalMaxPooling2D layer, channels last: each channel's greatest cell, to the first of which the gradient goes
 * back. A pooling over the whole picture; tfjs's own would give each of several equal cells the whole gradient.
 *
 * @returns null where the layer's configuration is not the one done here
 */
export function toTrainableGlobalMaxPooling(layer: tf.layers.Layer): TrainableLayer | null {
  if (layer.getConfig()['dataFormat'] !== 'channelsLast') return null;
  return {
    weights: noWeights,
    forward(input) {
      const [images = 0, height = 1, width = 1, channels = 0] = input.shape;
      const pass = poolByMaximum(input, {
        poolSize: [height, width],
        strides: [height, width],
        padding: 'valid',
      });
      return {
        output: tf.reshape(pass.output, [images, channels]),
        backward(gradient, needsInput) {
          const spread = tf.reshape(gradient, [images, 1, 1, channels]);
          const back = pass.backward(spread, needsInput);
          tf.dispose([spread, pass.output]);
          return back;
        },
      };
    },
  };
}

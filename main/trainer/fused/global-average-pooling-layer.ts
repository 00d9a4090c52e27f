import * as tf from '@tensorflow/tfjs';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

/**
 * A GlobalAveragePooling2D layer, channels last: each channel's mean, and back the gradient shared evenly among
 * its cells. A pooling over the whole picture, which the engines do much faster than a mean over two axes.
 *
 * @returns null where the layer's configuration is not the one done here
 */
export function toTrainableGlobalAveragePooling(layer: tf.layers.Layer): TrainableLayer | null {
  if (layer.getConfig()['dataFormat'] !== 'channelsLast') return null;
  return {
    weights: noWeights,
    forward(input) {
      const [images = 0, height = 1, width = 1, channels = 0] = input.shape;
      const output = tf.tidy(() =>
        tf.reshape(tf.avgPool(input as tf.Tensor4D, [height, width], 1, 'valid'), [images, channels]),
      );
      return {
        output,
        backward: (gradient, needsInput) => ({
          input: needsInput ? spread(gradient, height, width) : null,
          weights: noWeights,
        }),
      };
    },
  };
}

/** [images, channels] to [images, height, width, channels], a cell's share each. */
function spread(gradient: tf.Tensor, height: number, width: number): tf.Tensor {
  return tf.tidy(() => {
    const [images = 0, channels = 0] = gradient.shape;
    const shares = tf.reshape(tf.div(gradient, height * width), [images, 1, channels]);
    return tf.reshape(tf.tile(shares, [1, height * width, 1]), [images, height, width, channels]);
  });
}

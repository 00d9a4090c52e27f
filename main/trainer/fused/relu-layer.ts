import * as tf from '@tensorflow/tfjs';
import { backpropagateRelu } from './relu.ts';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

/**
 * A ReLU layer, or an Activation of relu.
 *
 * @returns null where the layer does something else
 */
export function toTrainableRelu(layer: tf.layers.Layer): TrainableLayer | null {
  const config = layer.getConfig();
  const isRelu =
    layer.getClassName() === 'Activation' ? config['activation'] === 'relu' : config['maxValue'] == null;
  if (!isRelu) return null;
  return {
    weights: noWeights,
    forward(input) {
      const output = tf.relu(input);
      return {
        output,
        backward: (gradient, needsInput) => ({
          input: needsInput ? backpropagateRelu(gradient, output) : null,
          weights: noWeights,
        }),
      };
    },
  };
}

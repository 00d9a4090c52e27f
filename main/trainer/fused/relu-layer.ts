import * as tf from '@tensorflow/tfjs';
import { backpropagateRelu } from './relu.ts';
import { noWeights, type TrainableLayer } from './trainable-layer.ts';

/**
 * A ReLU layer, or an Activation of relu.
 *
 * @returns null where the layer does something else
 */
export function toTrainableRelu(layer: tf.layers.Layer): TrainableLayer | null {
  if (!isRelu(layer)) return null;
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

/** Whether a layer is a ReLU that cuts off nothing at its upper end, or an Activation of relu. */
export function isRelu(layer: tf.layers.Layer): boolean {
  const config = layer.getConfig();
  if (layer.getClassName() === 'Activation') return config['activation'] === 'relu';
  return layer.getClassName() === 'ReLU' && config['maxValue'] == null;
}

import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { sumOverChannels } from './bias.ts';
import { backpropagateRelu } from './relu.ts';
import { getWeight } from './get-weight.ts';
import type { BackwardPass, ForwardPass, TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({ activation: z.enum(['linear', 'relu']) });

/**
 * A Dense layer with its bias and ReLU as one step.
 *
 * @param options.toLogits true leaves the layer's activation out, for a network's last layer: the loss takes
 *   logits, which a sigmoid in float32 would have rounded to 0 and 1
 * @returns null where the layer's activation is not one of those done here
 */
export function toTrainableDense(
  layer: tf.layers.Layer,
  options: { toLogits?: boolean } = {},
): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  const kernel = getWeight(layer, 'kernel');
  const bias = getWeight(layer, 'bias');
  if ((!config.success && options.toLogits !== true) || kernel === null) return null;
  const isRectified = options.toLogits !== true && config.data?.activation === 'relu';

  const forward = (input: tf.Tensor): ForwardPass => {
    const matrix = kernel.read() as tf.Tensor2D;
    const output = tf.tidy(() => {
      const product = tf.matMul(input, matrix);
      const shifted = bias === null ? product : tf.add(product, bias.read());
      return isRectified ? tf.relu(shifted) : shifted;
    });
    const backward = (outputGradient: tf.Tensor, needsInput: boolean): BackwardPass => {
      const gradient = isRectified ? backpropagateRelu(outputGradient, output) : outputGradient;
      const kernelGradient = tf.matMul(input, gradient, true, false);
      const weights = bias === null ? [kernelGradient] : [kernelGradient, sumOverChannels(gradient)];
      const inputGradient = needsInput ? tf.matMul(gradient, matrix, false, true) : null;
      if (gradient !== outputGradient) gradient.dispose();
      return { input: inputGradient, weights };
    };
    return { output, backward };
  };
  return { weights: bias === null ? [kernel] : [kernel, bias], forward };
}

import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { sumOverChannels } from './bias.ts';
import { backpropagateRelu } from './relu.ts';
import { getWeight } from './get-weight.ts';
import type { BackwardPass, ForwardPass, TrainableLayer } from './trainable-layer.ts';

/** The convolutions that are done here; any other goes by the tape (see tape-layer.ts). */
const configSchema = z.object({
  padding: z.enum(['same', 'valid']),
  strides: z.tuple([z.number(), z.number()]),
  dilationRate: z.tuple([z.literal(1), z.literal(1)]),
  dataFormat: z.literal('channelsLast'),
  activation: z.enum(['linear', 'relu']),
});

/**
 * A Conv2D layer with its bias and ReLU as one step: of what it computes, only the input and the output are
 * kept for the way back.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableConv2d(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const { padding, strides, activation } = config.data;
  const kernel = getWeight(layer, 'kernel');
  const bias = getWeight(layer, 'bias');
  if (kernel === null) return null;
  const attributes = { strides, pad: padding, dataFormat: 'NHWC' };

  const forward = (input: tf.Tensor): ForwardPass => {
    const filter = kernel.read();
    const output = tf.tidy(() => {
      const convolved = tf.conv2d(input as tf.Tensor4D, filter as tf.Tensor4D, strides, padding);
      const shifted = bias === null ? convolved : addAndFree(convolved, bias.read());
      return activation === 'relu' ? reluAndFree(shifted) : shifted;
    });
    const backward = (outputGradient: tf.Tensor, needsInput: boolean): BackwardPass => {
      const gradient = activation === 'relu' ? backpropagateRelu(outputGradient, output) : outputGradient;
      const engine = tf.engine();
      const kernelGradient = engine.runKernel<tf.Tensor>(
        'Conv2DBackpropFilter',
        { x: input, dy: gradient },
        { ...attributes, filterShape: filter.shape },
      );
      const weights = bias === null ? [kernelGradient] : [kernelGradient, sumOverChannels(gradient)];
      const inputGradient = needsInput
        ? engine.runKernel<tf.Tensor>(
            'Conv2DBackpropInput',
            { dy: gradient, filter },
            { ...attributes, inputShape: input.shape },
          )
        : null;
      if (gradient !== outputGradient) gradient.dispose();
      return { input: inputGradient, weights };
    };
    return { output, backward };
  };
  return { weights: bias === null ? [kernel] : [kernel, bias], forward };
}

function addAndFree(value: tf.Tensor, added: tf.Tensor): tf.Tensor {
  const sum = tf.add(value, added);
  value.dispose();
  return sum;
}

function reluAndFree(value: tf.Tensor): tf.Tensor {
  const rectified = tf.relu(value);
  value.dispose();
  return rectified;
}

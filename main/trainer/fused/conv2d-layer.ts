import * as tf from '@tensorflow/tfjs';
import { sumOverChannels } from './bias.ts';
import { toConvolution } from './convolution.ts';
import { backpropagateRelu } from './relu.ts';
import type { ForwardPass, TrainableLayer } from './trainable-layer.ts';

/**
 * A Conv2D layer with its bias and ReLU as one step: of what it computes, only the input and the output are
 * kept for the way back.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableConv2d(layer: tf.layers.Layer): TrainableLayer | null {
  const convolution = toConvolution(layer);
  if (convolution === null) return null;
  const { kernel, bias, activation } = convolution;

  const forward = (input: tf.Tensor): ForwardPass => {
    const output = tf.tidy(() => {
      const convolved = convolution.convolve(input);
      const shifted = bias === null ? convolved : addAndFree(convolved, bias.read());
      return activation === 'relu' ? reluAndFree(shifted) : shifted;
    });
    return {
      output,
      backward(outputGradient, needsInput) {
        const gradient = activation === 'relu' ? backpropagateRelu(outputGradient, output) : outputGradient;
        const back = convolution.backpropagate(input, gradient, needsInput);
        const weights = bias === null ? [back.kernel] : [back.kernel, sumOverChannels(gradient)];
        if (gradient !== outputGradient) gradient.dispose();
        return { input: back.input, weights };
      },
    };
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

import * as tf from '@tensorflow/tfjs';
import type { ForwardPass, TrainableLayer, Weight } from './trainable-layer.ts';

/**
 * Any layer of tfjs by its own operations and tfjs's own gradients: right for every layer without random
 * numbers, slower than the ones done by hand, since the way back computes the layer again.
 */
export function toTapeLayer(layer: tf.layers.Layer): TrainableLayer {
  const weights: readonly Weight[] = layer.trainableWeights;
  const apply = (input: tf.Tensor): tf.Tensor => {
    const output = layer.apply(input, { training: true });
    if (!(output instanceof tf.Tensor)) throw new Error(`${layer.getClassName()} has no single output`);
    return output;
  };
  const forward = (input: tf.Tensor): ForwardPass => {
    const output = apply(input);
    return {
      // A layer with nothing to do hands its input back, which the caller frees on its own.
      output: output === input ? output.clone() : output,
      backward(outputGradient, needsInput) {
        const sources = [...weights.map((weight) => weight.read()), ...(needsInput ? [input] : [])];
        if (sources.length === 0) return { input: null, weights: [] };
        const { value, grads } = tf.engine().gradients(() => apply(input), sources, outputGradient);
        value.dispose();
        return {
          input: needsInput ? (grads.at(-1) ?? null) : null,
          weights: grads.slice(0, weights.length),
        };
      },
    };
  };
  return { weights, forward };
}

import type * as tf from '@tensorflow/tfjs';
import type { Weight } from './trainable-layer.ts';

/** A layer's weight by its last name (`kernel` of `conv2d/kernel`); null where the layer has none of that name. */
export function getWeight(layer: tf.layers.Layer, name: string): Weight | null {
  return layer.weights.find(({ originalName }) => originalName.split('/').at(-1) === name) ?? null;
}

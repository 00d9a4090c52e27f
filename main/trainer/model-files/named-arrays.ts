import * as tf from '@tensorflow/tfjs';
import type { Weight } from '../fused/trainable-layer.ts';

/** Cells and shape of a tensor that lies outside the engine. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Tensors by name, in order. */
export type NamedArrays = ReadonlyMap<string, NamedArray>;

/** Copies weights out of the engine. */
export function readWeights(weights: readonly Weight[]): NamedArrays {
  return new Map(weights.map((weight) => [weight.originalName, readTensor(weight.read())]));
}

/** Copies a tensor out of the engine. */
export function readTensor(tensor: tf.Tensor): NamedArray {
  return { shape: [...tensor.shape], values: new Float32Array(tensor.dataSync<'float32'>()) };
}

/**
 * Writes arrays into a model's weights of the same names.
 *
 * @throws Error where a weight has no array, or one of another shape
 */
export function writeWeights(weights: readonly Weight[], arrays: NamedArrays): void {
  tf.tidy(() => {
    for (const weight of weights) {
      const array = arrays.get(weight.originalName);
      if (array === undefined) throw new Error(`no values for the weight ${weight.originalName}`);
      weight.write(toTensor(array));
    }
  });
}

/** Copies an array into the engine; the caller frees the tensor. */
export function toTensor({ shape, values }: NamedArray): tf.Tensor {
  return tf.tensor(new Float32Array(values), [...shape], 'float32');
}

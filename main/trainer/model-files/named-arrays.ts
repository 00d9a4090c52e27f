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
export function readWeights(weights: readonly Weight[]): Promise<NamedArrays> {
  return readTensors(weights.map((weight) => [weight.originalName, weight.read()]));
}

/** Copies named tensors out of the engine. */
export async function readTensors(tensors: readonly (readonly [string, tf.Tensor])[]): Promise<NamedArrays> {
  return new Map(
    await Promise.all(tensors.map(async ([name, tensor]) => [name, await readTensor(tensor)] as const)),
  );
}

async function readTensor(tensor: tf.Tensor): Promise<NamedArray> {
  return { shape: [...tensor.shape], values: new Float32Array(await tensor.data<'float32'>()) };
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

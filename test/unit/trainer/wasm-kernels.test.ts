import * as tf from '@tensorflow/tfjs';
import { beforeEach, expect, test } from 'vitest';
import { drawValues, expectClose } from './support/compare.ts';
import { computeReference, useEngine } from './support/engines.ts';

/** What the wasm engine lacks or gets wrong, as tfjs's own operations call it. */

beforeEach(() => useEngine('wasm'));

function convolutionGradients(): { x: Float32Array; filter: Float32Array } {
  const x = tf.tensor4d(drawValues(2 * 9 * 8 * 3), [2, 9, 8, 3]);
  const filter = tf.tensor4d(drawValues(3 * 3 * 3 * 4, 2), [3, 3, 3, 4]);
  const convolve = (image: tf.Tensor, kernel: tf.Tensor): tf.Tensor =>
    tf.conv2d(image as tf.Tensor4D, kernel as tf.Tensor4D, 1, 1);
  const [dx, dFilter] = tf.grads(convolve)([x, filter]);
  if (dx === undefined || dFilter === undefined) throw new Error('two gradients');
  return { x: dx.dataSync<'float32'>(), filter: dFilter.dataSync<'float32'>() };
}

test('a convolution with padding in numbers has both gradients', async () => {
  const expected = await computeReference(convolutionGradients);
  const actual = convolutionGradients();
  expectClose(actual.x, expected.x);
  expectClose(actual.filter, expected.filter);
});

test('the gradient of a filter is summed over batches larger than the unrolled part', () => {
  // 9 x 64 filter cells by 40 x 40 output cells: memory for patches holds 9 of the 20 images. With ones
  // everywhere each filter cell's gradient is the number of output cells where it lies inside the image.
  const x = tf.ones<tf.Rank.R4>([20, 40, 40, 64]);
  const filter = tf.zeros<tf.Rank.R4>([3, 3, 64, 2]);
  const gradient = tf.grad((kernel) => tf.conv2d(x, kernel as tf.Tensor4D, 1, 'same'))(filter);
  const perTap = gradient.slice([0, 0, 63, 1], [3, 3, 1, 1]).dataSync();
  const [corner, edge, middle] = [39 * 39, 39 * 40, 40 * 40].map((cells) => cells * 20);
  expect(Array.from(perTap)).toEqual([corner, edge, corner, edge, middle, edge, corner, edge, corner]);
});

test("tfjs's own average pooling shares a gradient among the cells inside the picture", () => {
  const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
  const gradient = tf.grad((image) => tf.avgPool(image as tf.Tensor4D, 2, 2, 'same'))(x);
  // Windows of four cells, of two at the right and the lower edge, and of one in the corner.
  expect(Array.from(gradient.dataSync())).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]);
});

test("tfjs's own max pooling gradient is right in negative windows", () => {
  const x = tf.tensor4d([-4, -3, -1, -2], [1, 2, 2, 1]);
  const gradient = tf.grad((image) => tf.maxPool(image as tf.Tensor4D, 2, 2, 'valid'))(x);
  expect(Array.from(gradient.dataSync())).toEqual([0, 0, 1, 0]);
});

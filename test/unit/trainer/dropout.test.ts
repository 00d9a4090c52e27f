import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { drawMask, toTrainableDropout } from '../../../main/trainer/fused/dropout-layer.ts';
import { engines, useEngine } from './support/engines.ts';

const shape = [10, 50, 41];

function drawn(rate: number, seed: number, step: number): Float32Array {
  const mask = drawMask(shape, rate, seed, step);
  expect(mask.shape).toEqual(shape);
  return mask.dataSync<'float32'>();
}

function countAgreements(one: Float32Array, other: Float32Array): number {
  return (
    one.reduce((sum, value, index) => sum + (value > 0 === (other[index] ?? 0) > 0 ? 1 : 0), 0) / one.length
  );
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a dropout mask', () => {
    beforeEach(() => useEngine(name));

    test.each([0.1, 0.2, 0.5])('drops a share of %d and scales the rest', (rate) => {
      const mask = drawn(rate, 1, 1);
      const zeros = mask.filter((value) => value === 0).length;
      // Within five standard deviations of the binomial distribution.
      const deviation = Math.sqrt((rate * (1 - rate)) / mask.length);
      expect(Math.abs(zeros / mask.length - rate)).toBeLessThan(5 * deviation);
      expect(new Set(mask.filter((value) => value !== 0))).toEqual(new Set([Math.fround(1 / (1 - rate))]));
    });

    test('is the same for the same seed and step, whatever was drawn in between', () => {
      const first = drawn(0.5, 7, 3);
      drawn(0.5, 8, 4);
      expect(drawn(0.5, 7, 3)).toEqual(first);
    });

    test('shares nothing with another step, another seed or another part of itself', () => {
      const mask = drawn(0.5, 7, 3);
      const half = mask.length / 2;
      // Two independent fair masks agree on half of the cells; five standard deviations are 0.018 and 0.025.
      expect(Math.abs(countAgreements(mask, drawn(0.5, 7, 4)) - 0.5)).toBeLessThan(0.018);
      expect(Math.abs(countAgreements(mask, drawn(0.5, 8, 3)) - 0.5)).toBeLessThan(0.018);
      expect(Math.abs(countAgreements(mask.slice(0, half), mask.slice(half)) - 0.5)).toBeLessThan(0.025);
    });

    test('covers an odd number of cells', () => {
      const mask = drawMask([7], 0.5, 1, 1);
      expect(mask.shape).toEqual([7]);
      expect(mask.dataSync().length).toBe(7);
    });

    test('is the same forward and backward', () => {
      const layer = toTrainableDropout(tf.layers.dropout({ rate: 0.3, name: 'dropout' }));
      const pass = layer?.forward(tf.ones([4, 9]), { seed: 1, step: 5 });
      const output = pass?.output.dataSync();
      const gradient = pass?.backward(tf.ones([4, 9]), true).input?.dataSync();
      expect(gradient).toEqual(output);
    });

    test('of a whole channel is the same all over it, and another for each image and channel', () => {
      const noiseShape = [null, 1, 1, null] as number[];
      const layer = toTrainableDropout(tf.layers.dropout({ rate: 0.5, noiseShape }));
      const pass = layer?.forward(tf.ones([8, 3, 5, 32]), { seed: 1, step: 2 });
      const channels = (pass?.output.transpose([0, 3, 1, 2]).reshape([-1, 15]).arraySync() ??
        []) as number[][];
      expect(channels.filter((cells) => new Set(cells).size !== 1)).toEqual([]);
      // Of 256 channels half are dropped, within five standard deviations.
      const dropped = channels.filter(([cell]) => cell === 0).length;
      expect(Math.abs(dropped - 128)).toBeLessThan(40);
      expect(pass?.backward(tf.ones([8, 3, 5, 32]), true).input?.dataSync()).toEqual(pass?.output.dataSync());
    });

    test('of rate 0 changes nothing', () => {
      const layer = toTrainableDropout(tf.layers.dropout({ rate: 0 }));
      const pass = layer?.forward(tf.tensor1d([1, 2]), { seed: 1, step: 0 });
      expect(Array.from(pass?.output.dataSync() ?? [])).toEqual([1, 2]);
    });
  });
});

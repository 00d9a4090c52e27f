import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { toTrainableGaussianNoise } from '../../../main/trainer/fused/gaussian-noise-layer.ts';
import { drawValues } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';

const shape = [10, 50, 41];
const count = 10 * 50 * 41;

/** What a layer adds to zeros. */
function draw(stddev: number, seed: number, step: number, name = 'gaussian_noise'): Float32Array {
  const layer = toTrainableGaussianNoise(tf.layers.gaussianNoise({ stddev, name }));
  const output = layer?.forward(tf.zeros(shape), { seed, step }).output;
  return output?.dataSync<'float32'>() ?? new Float32Array();
}

/** Mean of the products of two rows of numbers. */
function correlate(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? Number.NaN), 0) / count;
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('Gaussian noise', () => {
    beforeEach(() => useEngine(name));

    test('has the mean, the deviation and the kurtosis of the normal distribution', () => {
      const noise = draw(0.2, 1, 1);
      const moment = (power: number): number => noise.reduce((sum, value) => sum + value ** power, 0) / count;
      // Five standard errors each: d / sqrt(n), d^2 sqrt(2 / n), and d^4 sqrt(96 / n).
      expect(Math.abs(moment(1))).toBeLessThan((5 * 0.2) / Math.sqrt(count));
      expect(Math.abs(moment(2) - 0.2 ** 2)).toBeLessThan(5 * 0.2 ** 2 * Math.sqrt(2 / count));
      expect(Math.abs(moment(4) - 3 * 0.2 ** 4)).toBeLessThan(5 * 0.2 ** 4 * Math.sqrt(96 / count));
    });

    test('is the same for the same seed and step, and shares nothing with another', () => {
      const noise = draw(1, 7, 3);
      expect(draw(1, 7, 3)).toEqual(noise);
      const others = [draw(1, 7, 4), draw(1, 8, 3), draw(1, 7, 3, 'gaussian_noise_1')];
      for (const other of others) {
        expect(Math.abs(correlate(noise, other))).toBeLessThan(5 / Math.sqrt(count));
      }
    });

    test('hands the gradient on as it is', () => {
      const layer = toTrainableGaussianNoise(tf.layers.gaussianNoise({ stddev: 0.5 }));
      const gradient = tf.tensor(drawValues(12), [3, 4]);
      const pass = layer?.forward(tf.ones([3, 4]), { seed: 1, step: 0 });
      expect(pass?.backward(gradient, true).input?.dataSync()).toEqual(gradient.dataSync());
    });
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  toTrainableBatchNormalization,
  warmUpMomentum,
} from '../../../main/trainer/fused/batch-normalization-layer.ts';
import { engines, useEngine } from './support/engines.ts';

test('the share kept of an average grows with the steps to the momentum', () => {
  // (1 + t) / (10 + t): 1 / 10, 2 / 11, 91 / 100; at t = 890, 891 / 900 = 0.99.
  expect(warmUpMomentum(0.99, 0)).toBeCloseTo(0.1, 12);
  expect(warmUpMomentum(0.99, 1)).toBeCloseTo(2 / 11, 12);
  expect(warmUpMomentum(0.99, 90)).toBeCloseTo(0.91, 12);
  expect(warmUpMomentum(0.99, 890)).toBeCloseTo(0.99, 12);
  expect(warmUpMomentum(0.99, 5000)).toBe(0.99);
});

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('batch normalisation', () => {
    beforeEach(() => useEngine(name));

    test('moves its averages by hand arithmetic', () => {
      const layer = tf.layers.batchNormalization({ momentum: 0.99 });
      layer.apply(tf.input({ batchShape: [null, 1] }));
      const trainable = toTrainableBatchNormalization(layer);
      const [, , mean, variance] = layer.weights.map((weight) => weight.read());
      // Batch 1, 3, 5, 7: mean 4, variance 20 / 3 by n - 1. The averages begin at 0 and 1.
      trainable?.forward(tf.tensor2d([1, 3, 5, 7], [4, 1]), { seed: 1, step: 0 });
      expect(mean?.dataSync()[0]).toBeCloseTo(0.1 * 0 + 0.9 * 4, 5);
      expect(variance?.dataSync()[0]).toBeCloseTo(0.1 * 1 + (0.9 * 20) / 3, 5);
      // Batch 0, 2: mean 1, variance 2.
      trainable?.forward(tf.tensor2d([0, 2], [2, 1]), { seed: 1, step: 1 });
      expect(mean?.dataSync()[0]).toBeCloseTo((2 / 11) * 3.6 + (9 / 11) * 1, 5);
      expect(variance?.dataSync()[0]).toBeCloseTo((2 / 11) * 6.1 + (9 / 11) * 2, 5);
    });

    test('of one row has no variance, and no infinity either', () => {
      const layer = tf.layers.batchNormalization();
      layer.apply(tf.input({ batchShape: [null, 2] }));
      const pass = toTrainableBatchNormalization(layer)?.forward(tf.tensor2d([[3, 4]]), { seed: 1, step: 0 });
      expect(Array.from(pass?.output.dataSync() ?? [])).toEqual([0, 0]);
      const averages = layer.weights.slice(2).flatMap((weight) => Array.from(weight.read().dataSync()));
      expect(averages.every(Number.isFinite)).toBe(true);
    });
  });
});

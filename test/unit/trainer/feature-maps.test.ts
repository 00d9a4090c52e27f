import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { computeFeatureMaps } from '../../../main/trainer/explain/compute-feature-maps.ts';
import { engines, useEngine } from './support/engines.ts';

/**
 * Three filters of 2 x 2 on a 3 x 3 image: a cell less the one below and to the right of it; the cell to the right
 * and twice the one below; and a bias alone.
 */
function buildByHand(): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ name: 'first', inputShape: [3, 3, 1], filters: 3, kernelSize: 2 }),
      tf.layers.dropout({ name: 'dropout', rate: 0.9 }),
      tf.layers.flatten({ name: 'flatten' }),
      tf.layers.dense({ name: 'last', units: 1, activation: 'sigmoid' }),
    ],
  });
  const kernel = [1, 0, 0, 0, 1, 0, 0, 2, 0, -1, 0, 0];
  model.layers[0]?.setWeights([tf.tensor4d(kernel, [2, 2, 1, 3]), tf.tensor1d([0, 0, 0.5])]);
  return model;
}

const image = (): tf.Tensor4D => tf.tensor4d([1, 2, 0, 0, 1, 3, 2, 0, 1], [1, 3, 3, 1]);

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('feature maps', () => {
    beforeEach(() => useEngine(name));

    test('are what the kernels make of the image by hand, each from its least to its greatest', async () => {
      const { maps, ...shape } = await computeFeatureMaps(buildByHand(), 'first', image(), 64);
      expect(shape).toEqual({ width: 2, height: 2, channels: 3 });
      expect(maps.map(({ minimum, maximum }) => [minimum, maximum])).toEqual([
        [-1, 0],
        [2, 5],
        [0.5, 0.5],
      ]);
      expect(maps.map(({ cells }) => [...cells])).toEqual([
        // 1 - 1, 2 - 3, 0 - 0, 1 - 1
        [255, 0, 255, 255],
        // 2 + 2 * 0, 0 + 2 * 1, 1 + 2 * 2, 3 + 2 * 0: from 2 to 5, so that 3 is a third of 255
        [0, 0, 255, 85],
        [0, 0, 0, 0],
      ]);
    });

    test('are of the network as it predicts: dropout passes everything on', async () => {
      const model = buildByHand();
      const before = await computeFeatureMaps(model, 'first', image(), 64);
      expect(await computeFeatureMaps(model, 'dropout', image(), 64)).toEqual(before);
    });

    test('are of the first channels where there are more than wanted', async () => {
      const { maps, channels } = await computeFeatureMaps(buildByHand(), 'first', image(), 2);
      expect([maps.length, channels]).toEqual([2, 3]);
    });

    test.each(['flatten', 'last', 'nowhere'])(
      'of %s there are none, and it is said which have',
      async (layer) => {
        await expect(computeFeatureMaps(buildByHand(), layer, image(), 64)).rejects.toMatchObject({
          code: 'input-invalid',
          details: { layer, layers: 'first, dropout' },
        });
      },
    );

    test('keep no memory', async () => {
      const model = buildByHand();
      const shown = image();
      await computeFeatureMaps(model, 'first', shown, 64);
      const { numTensors } = tf.memory();
      await computeFeatureMaps(model, 'first', shown, 64);
      expect(tf.memory().numTensors).toBe(numTensors);
    });
  });
});

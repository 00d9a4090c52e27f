import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHeatmapFunction, scaleToBytes } from '../../../main/trainer/explain/grad-cam.ts';
import { resizeBilinear } from '../../../main/trainer/explain/resize-bilinear.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { drawValues } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';

/**
 * Two filters of 1 x 1 on a 2 x 2 image: A = x and B = 2 x. The logit is a sum over cells with the weights
 * below, so that its mean gradients are 1 for A and -0.25 for B.
 */
function buildByHand(units = 1): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [2, 2, 1],
        filters: 2,
        kernelSize: 1,
        activation: 'relu',
        useBias: false,
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units, activation: units === 1 ? 'sigmoid' : 'softmax' }),
    ],
  });
  const [convolution, , dense] = model.layers;
  convolution?.setWeights([tf.tensor4d([1, 2], [1, 1, 1, 2])]);
  // Cells in row order, A and B of each.
  if (units === 1) {
    dense?.setWeights([tf.tensor2d([4, 0, 0, -1, 0, 0, 0, 0], [8, 1]), tf.tensor1d([0.3])]);
  }
  return model;
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a heatmap', () => {
    beforeEach(() => useEngine(name));

    test('weights activations by their mean gradients, by hand', async () => {
      const makeHeatmaps = createHeatmapFunction(buildByHand());
      // Per cell: 1 * x - 0.25 * 2 x = 0.5 x, cut at 0; the greatest becomes 255.
      const [first, second] = await makeHeatmaps(tf.tensor4d([0, 1, 2, 4, 8, 0, -5, 4], [2, 2, 2, 1]));
      expect(Array.from(first ?? [])).toEqual([0, 64, 128, 255]);
      expect(Array.from(second ?? [])).toEqual([255, 0, 0, 128]);
    });

    test('of three classes explains the log-odds of any finding, by hand', async () => {
      const model = buildByHand(3);
      // Logits of the activations A of the first cell and B of the second: -A, 4 A + ln 3 and -4 B.
      const kernel = [
        [-1, 4, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, -4],
        ...Array.from({ length: 4 }, () => [0, 0, 0]),
      ];
      model.layers[2]?.setWeights([tf.tensor2d(kernel), tf.tensor1d([0, Math.log(3), 0])]);
      // Where both are 0, the findings' odds are 3 to 1, so that the log-odds rise by 3/4 * 4 + 1 = 4 with A and
      // by 1/4 * -4 = -1 with B: mean gradients of 1 and -0.25, as above.
      const [map] = await createHeatmapFunction(model)(tf.tensor4d([0, 0, 2, 4], [1, 2, 2, 1]));
      expect(Array.from(map ?? [])).toEqual([0, 0, 128, 255]);
    });

    test("of the report's network has the image's size and touches 255, image by image", async () => {
      const makeHeatmaps = createHeatmapFunction(buildModel('cnn5', { imageSize: 64, seed: 3 }));
      const images = tf.tensor4d(drawValues(2 * 64 * 64).map(Math.abs), [2, 64, 64, 1]);
      const before = tf.memory().numTensors;
      const both = await makeHeatmaps(images);
      expect(tf.memory().numTensors).toBe(before);
      expect(both.map((map) => map.length)).toEqual([64 * 64, 64 * 64]);
      for (const map of both) expect([0, 255]).toContain(Math.max(...map));
      const [alone] = await makeHeatmaps(images.slice([1], [1]));
      const differences = (alone ?? new Uint8Array()).map((value, index) =>
        Math.abs(value - (both[1]?.[index] ?? 0)),
      );
      expect(Math.max(...differences)).toBeLessThanOrEqual(1);
    });
  });
});

test('a map where nothing speaks for the positive class stays empty', () => {
  expect(Array.from(scaleToBytes(Float32Array.of(0, 0)))).toEqual([0, 0]);
});

test('enlarging interpolates between the centres of cells', () => {
  // Pixel centres of 4 over cell centres of 2: -0.25, 0.25, 0.75, 1.25, kept inside [0, 1].
  const resized = resizeBilinear(Float32Array.of(0, 4, 8, 12), 2, 2, 4);
  expect(Array.from(resized)).toEqual([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12]);
});

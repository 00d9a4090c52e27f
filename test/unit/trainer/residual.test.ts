import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { networkLayersSchema } from '../../../shared/domain/network/network-layer.ts';
import { networks } from '../../../shared/domain/network/networks.ts';
import { planNetwork } from '../../../shared/domain/network/plan-network.ts';
import { createHeatmapFunction, scaleToBytes } from '../../../main/trainer/explain/grad-cam.ts';
import { resizeBilinear } from '../../../main/trainer/explain/resize-bilinear.ts';
import { toTrainableNetwork } from '../../../main/trainer/fused/trainable-network.ts';
import { readWeights } from '../../../main/trainer/model-files/named-arrays.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { describeLayers } from '../../../main/trainer/models/layer-table.ts';
import { drawValues, measureNorm } from './support/compare.ts';
import { computeReference, engines, useEngine } from './support/engines.ts';

const imageSize = 16;
const labels = [0, 1, 1, 0];
const position = { seed: 3, step: 0 };

/** Both kinds of blocks, and a way that the whole network's gradient parts into and comes together from. */
const network = networkLayersSchema.parse([
  { type: 'Conv2D', filters: 4, padding: 'same', activation: 'tanh' },
  { type: 'Residual', filters: 4 },
  { type: 'Residual', filters: 6, strides: 2 },
  { type: 'LeakyReLU' },
  { type: 'AveragePooling2D' },
  { type: 'GlobalAveragePooling2D' },
]);

const build = (): tf.LayersModel => buildModel('residual', { imageSize, seed: 7, network });

function makeImages(): tf.Tensor4D {
  return tf.tensor4d(drawValues(labels.length * imageSize ** 2, 5), [labels.length, imageSize, imageSize, 1]);
}

interface Step {
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

async function stepHere(): Promise<Step> {
  const trainable = toTrainableNetwork(build());
  const { loss, gradients } = await trainable.computeGradients(makeImages(), labels, position);
  const named = gradients.map(
    (gradient, index) =>
      [trainable.weights[index]?.originalName ?? '', gradient.dataSync<'float32'>()] as const,
  );
  return { loss, gradients: new Map(named) };
}

/** The same by stock layers, tfjs's tape and its own loss. */
function stepByTfjs(): Step {
  const model = build();
  const targets = tf.tensor2d(labels, [labels.length, 1]);
  const toLoss = (): tf.Scalar => {
    const probabilities = model.apply(makeImages(), { training: true }) as tf.Tensor;
    return tf.mean(tf.metrics.binaryCrossentropy(targets, probabilities)).asScalar();
  };
  const weights = model.trainableWeights.map((weight) => weight.read());
  const { value, grads } = tf.engine().gradients(toLoss, weights);
  const named = grads.map(
    (grad, index) => [model.trainableWeights[index]?.originalName ?? '', grad.dataSync<'float32'>()] as const,
  );
  return { loss: value.dataSync()[0] ?? Number.NaN, gradients: new Map(named) };
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a network with residual blocks', () => {
    beforeEach(() => useEngine(name));

    test("has the loss and the gradients of tfjs's stock layers", async () => {
      const reference = await computeReference(stepByTfjs);
      const { loss, gradients } = await stepHere();
      expect(loss).toBeCloseTo(reference.loss, 5);
      expect([...gradients.keys()].sort()).toEqual([...reference.gradients.keys()].sort());
      for (const [weight, wanted] of reference.gradients) {
        const found = gradients.get(weight) ?? new Float32Array();
        const difference = measureNorm(wanted.map((cell, index) => cell - (found[index] ?? Number.NaN)));
        expect(difference / (measureNorm(wanted) + 1e-6), weight).toBeLessThan(2e-3);
      }
    });

    test('leaves no tensor behind', async () => {
      const trainable = toTrainableNetwork(build());
      const images = makeImages();
      const before = tf.memory().numTensors;
      for (let step = 0; step < 2; step += 1) {
        const { gradients } = await trainable.computeGradients(images, labels, { seed: 1, step });
        tf.dispose([...gradients]);
      }
      expect(tf.memory().numTensors).toBe(before);
    });

    test('gives heatmaps of its last block', async () => {
      const model = buildModel('residual', { imageSize: 64, seed: 1 });
      const images = tf.tensor4d(drawValues(2 * 64 * 64, 3), [2, 64, 64, 1]);
      const dense = model.getLayer('dense');
      // Positive weights, so that something speaks for a finding.
      const [kernel, bias] = dense.getWeights();
      if (kernel === undefined || bias === undefined) throw new Error('dense has a kernel and a bias');
      dense.setWeights([tf.abs(kernel), bias]);

      // Before global average pooling and one dense layer Grad-CAM is the class activation map of Zhou et al.
      // 2016: the block's channels weighted by the dense layer's kernel.
      const pooled = model.getLayer('global_average_pooling2d').input as tf.SymbolicTensor;
      const features = tf.model({ inputs: model.inputs, outputs: pooled }).predict(images) as tf.Tensor4D;
      const [, height, width, channels] = features.shape;
      const maps = tf.matMul(features.reshape([-1, channels]), tf.abs(kernel)).reshape([2, height * width]);
      const expected = (maps.arraySync() as number[][]).map((map) =>
        scaleToBytes(resizeBilinear(Float32Array.from(map), height, width, 64)),
      );
      (await createHeatmapFunction(model)(images)).forEach((heatmap, image) => {
        const wanted = expected[image] ?? new Uint8Array();
        expect(heatmap).toHaveLength(64 * 64);
        expect(heatmap.includes(255)).toBe(true);
        // Rounding may fall to either side.
        const greatest = heatmap.reduce(
          (most, value, at) => Math.max(most, Math.abs(value - (wanted[at] ?? 0))),
          0,
        );
        expect(greatest).toBeLessThanOrEqual(1);
      });
    });
  });
});

test('a network without convolutions has empty heatmaps', async () => {
  await useEngine('wasm');
  const dense = networkLayersSchema.parse([{ type: 'Flatten' }, { type: 'Dense', units: 3 }]);
  const makeHeatmaps = createHeatmapFunction(buildModel('cnn5', { imageSize: 32, seed: 1, network: dense }));
  expect(await makeHeatmaps(tf.ones([2, 32, 32, 1]))).toEqual([
    new Uint8Array(32 * 32),
    new Uint8Array(32 * 32),
  ]);
});

describe('the residual network', () => {
  beforeEach(() => useEngine('wasm'));

  test.each(['residual', 'cnn5'] as const)("is planned as tfjs's own table has it: %s", (preset) => {
    const side = 150;
    const table = describeLayers(preset, buildModel(preset, { imageSize: side, seed: 1 }));
    const { layers } = planNetwork(networks[preset], { imageSize: side, classes: 2 });
    const planned = layers.map((each) => ({
      name: each.name,
      type: each.layer.type,
      outputShape: [null, ...each.outputShape],
      parameters: each.trainableParameters + each.nonTrainableParameters,
    }));
    const byName = (rows: readonly { name: string }[]): object[] =>
      [...rows].sort((a, b) => a.name.localeCompare(b.name));
    expect(byName(table.layers)).toEqual(byName(planned));
    const trainable = layers.reduce((sum, each) => sum + each.trainableParameters, 0);
    expect(table.trainableParameters).toBe(trainable);
  });

  test('has the parameters counted by hand', () => {
    const block = (inputs: number, filters: number): number =>
      9 * inputs * filters +
      9 * filters ** 2 +
      8 * filters +
      (inputs === filters ? 0 : inputs * filters + 4 * filters);
    const expected = 9 * 32 + 4 * 32 + block(32, 32) + block(32, 64) + block(64, 128) + block(128, 128) + 129;
    const table = describeLayers('residual', buildModel('residual', { imageSize: 150, seed: 1 }));
    expect(table.totalParameters).toBe(expected);
  });

  test('begins with weights that the seed gives', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed) => readWeights(buildModel('residual', { imageSize: 32, seed }).weights)),
    );
    expect(one).toEqual(same);
    expect(other).not.toEqual(one);
  });
});

test('a network of the user that does not fit is refused by its layer', () => {
  const wrong = networkLayersSchema.parse([{ type: 'Flatten' }, { type: 'MaxPooling2D' }]);
  expect(() => buildModel('cnn5', { imageSize: 32, seed: 1, network: wrong })).toThrow(
    expect.objectContaining({ code: 'network-invalid', details: { layer: 1 } }),
  );
});

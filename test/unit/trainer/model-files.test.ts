import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { networkLayersSchema } from '../../../shared/domain/network/network-layer.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { ModelCard } from '../../../shared/trainer-protocol.ts';
import { toTrainableNetwork } from '../../../main/trainer/fused/trainable-network.ts';
import { loadModel } from '../../../main/trainer/model-files/load-model.ts';
import { createModelCache } from '../../../main/trainer/model-files/model-cache.ts';
import { saveModel } from '../../../main/trainer/model-files/save-model.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { createLogitsFunction } from '../../../main/trainer/models/logits.ts';
import { toProbability } from '../../../main/trainer/losses/binary-cross-entropy.ts';
import { drawValues, expectClose } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';

const card: ModelCard = {
  format: 'negatoscope-model-1',
  preset: 'cnn5',
  network: null,
  scaling: { kind: 'rescale' },
  imageSize: 32,
  classes: ['NORMAL', 'PNEUMONIA'],
  positiveClass: 'PNEUMONIA',
  temperature: 1,
  biases: [-0.5],
  threshold: 0.4,
  bestEpoch: 2,
  settings: runSettingsSchema.parse({ imageSize: 32 }),
  engine: 'wasm',
};

let folder = '';
let directory = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
  directory = path.join(folder, 'model');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const makeImages = (): tf.Tensor4D => tf.tensor4d(drawValues(2 * 32 * 32), [2, 32, 32, 1]);
const build = (seed = 5): tf.LayersModel => buildModel('cnn5', { imageSize: 32, seed });

/** Loads the folder as any program with tfjs would, without a line of ours. */
async function loadByTfjs(): Promise<tf.LayersModel> {
  const json = JSON.parse(readFileSync(path.join(directory, 'model.json'), 'utf8')) as tf.io.ModelJSON;
  const weights = readFileSync(path.join(directory, 'weights.bin'));
  return tf.loadLayersModel({
    load: () =>
      tf.io.getModelArtifactsForJSON(json, (manifest) =>
        Promise.resolve([
          manifest.flatMap((group) => group.weights),
          weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
        ]),
      ),
  });
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a saved model', () => {
    beforeEach(() => useEngine(name));

    test('is loaded by stock tfjs and predicts the same', async () => {
      const model = build();
      await saveModel(directory, model, card);
      expect(readdirSync(directory).sort()).toEqual(['model.json', 'negatoscope.json', 'weights.bin']);
      const expected = (model.predict(makeImages()) as tf.Tensor).dataSync();
      expectClose(((await loadByTfjs()).predict(makeImages()) as tf.Tensor).dataSync(), expected, 1e-6);
      const loaded = await loadModel(directory);
      expect(loaded.card).toEqual(card);
      expectClose((loaded.model.predict(makeImages()) as tf.Tensor).dataSync(), expected, 1e-6);
      const logits = createLogitsFunction(loaded.model)(makeImages()).dataSync<'float32'>();
      expectClose(logits.map(toProbability), expected, 1e-6);
    });

    test('predicts the same when it is loaded, whatever layers it has', async () => {
      const network = networkLayersSchema.parse([
        { type: 'ZeroPadding2D', padding: [1, 2] },
        { type: 'Conv2D', filters: 4, strides: 2, activation: 'silu' },
        { type: 'SeparableConv2D', filters: 5, depthMultiplier: 2, padding: 'same', activation: 'gelu' },
        { type: 'GaussianNoise', stddev: 0.1 },
        { type: 'LayerNormalization' },
        { type: 'AveragePooling2D', padding: 'same' },
        { type: 'DepthwiseConv2D', kernelSize: [1, 3], activation: 'relu6' },
        { type: 'ELU' },
        { type: 'SpatialDropout2D', rate: 0.3 },
        { type: 'Activation', activation: 'selu' },
        { type: 'GlobalMaxPooling2D' },
        { type: 'LayerNormalization', epsilon: 0.01 },
        { type: 'Dense', units: 3, activation: 'softplus' },
      ]);
      const model = buildModel('cnn5', { imageSize: 32, seed: 5, network });
      await saveModel(directory, model, { ...card, network });
      const loaded = await loadModel(directory);
      expect(loaded.card.network).toEqual(network);
      const expected = (model.predict(makeImages()) as tf.Tensor).dataSync();
      for (const each of [loaded.model, await loadByTfjs()]) {
        expect((each.predict(makeImages()) as tf.Tensor).dataSync()).toEqual(expected);
      }
      // What is drawn in training is drawn alike.
      const [own, again] = [model, loaded.model].map((each) => toTrainableNetwork(each));
      const position = { seed: 1, step: 0 };
      const step = await own?.computeGradients(makeImages(), [0, 1], position);
      expect((await again?.computeGradients(makeImages(), [0, 1], position))?.loss).toBe(step?.loss);
    });

    test('leaves no tensor behind when it is disposed', async () => {
      const model = build();
      await saveModel(directory, model, card);
      const before = tf.memory().numTensors;
      const loaded = await loadModel(directory);
      createLogitsFunction(loaded.model)(makeImages()).dispose();
      loaded.model.dispose();
      // The images of one call.
      expect(tf.memory().numTensors).toBe(before + 1);
    });
  });
});

describe('a model folder', () => {
  beforeEach(() => useEngine('wasm'));

  test('is replaced as a whole', async () => {
    await saveModel(directory, build(1), card);
    writeFileSync(path.join(directory, 'left-over'), '');
    await saveModel(directory, build(2), { ...card, bestEpoch: 7 });
    expect(readdirSync(directory)).not.toContain('left-over');
    expect((await loadModel(directory)).card.bestEpoch).toBe(7);
    expect(readdirSync(folder)).toEqual(['model']);
  });

  test('that cannot be written leaves the one before', async () => {
    await saveModel(directory, build(1), card);
    const wrong = { ...card, threshold: 2 };
    await expect(saveModel(directory, build(2), wrong)).rejects.toThrow();
    expect((await loadModel(directory)).card).toEqual(card);
    expect(readdirSync(folder)).toEqual(['model']);
  });

  test('without a model, and with a damaged one, says which', async () => {
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'run-without-model' });
    await saveModel(directory, build(), card);
    truncateSync(path.join(directory, 'weights.bin'), 1000);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'checkpoint-damaged' });
    writeFileSync(path.join(directory, 'model.json'), '{"weightsManifest": []}');
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'checkpoint-damaged' });
  });
});

describe('the cache of loaded models', () => {
  beforeEach(() => useEngine('wasm'));

  test('hands out the same model until its files change', async () => {
    const cache = createModelCache(2);
    await saveModel(directory, build(1), card);
    const [first, second] = [await cache.lease(directory), await cache.lease(directory)];
    expect(second.model).toBe(first.model);
    await saveModel(directory, build(2), { ...card, bestEpoch: 9 });
    expect((await cache.lease(directory)).card.bestEpoch).toBe(9);
  });

  test('keeps a model in use, and frees the least recently used of the others', async () => {
    const cache = createModelCache(1);
    const directories = ['a', 'b'].map((name) => path.join(folder, name));
    const [one = '', two = ''] = directories;
    for (const target of directories) await saveModel(target, build(), card);
    const inUse = await cache.lease(one);
    (await cache.lease(two)).release();
    expect((inUse.model.predict(makeImages()) as tf.Tensor).shape).toEqual([2, 1]);
    inUse.release();
    (await cache.lease(two)).release();
    await Promise.resolve();
    expect(() => inUse.model.predict(makeImages())).toThrow(/disposed/);
  });

  test('tries again after a model that could not be loaded', async () => {
    const cache = createModelCache(2);
    mkdirSync(directory);
    await expect(cache.lease(directory)).rejects.toMatchObject({ code: 'run-without-model' });
    await saveModel(directory, build(), card);
    expect((await cache.lease(directory)).card).toEqual(card);
  });
});

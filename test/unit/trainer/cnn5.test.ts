import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { layerTableSchema } from '../../../shared/domain/preset.ts';
import { readWeights } from '../../../main/trainer/model-files/named-arrays.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { describeLayers } from '../../../main/trainer/models/layer-table.ts';
import { engines, useEngine } from './support/engines.ts';

beforeAll(() => useEngine('wasm'));

/** Parameters by hand: 9 * inputs * filters + filters; 4 a channel; inputs * units + units. */
const expected: [string, string, (number | null)[], number][] = [
  ['conv2d', 'Conv2D', [null, 150, 150, 32], 320],
  ['batch_normalization', 'BatchNormalization', [null, 150, 150, 32], 128],
  ['max_pooling2d', 'MaxPooling2D', [null, 75, 75, 32], 0],
  ['conv2d_1', 'Conv2D', [null, 75, 75, 64], 18_496],
  ['dropout', 'Dropout', [null, 75, 75, 64], 0],
  ['batch_normalization_1', 'BatchNormalization', [null, 75, 75, 64], 256],
  ['max_pooling2d_1', 'MaxPooling2D', [null, 37, 37, 64], 0],
  ['conv2d_2', 'Conv2D', [null, 37, 37, 64], 36_928],
  ['batch_normalization_2', 'BatchNormalization', [null, 37, 37, 64], 256],
  ['max_pooling2d_2', 'MaxPooling2D', [null, 18, 18, 64], 0],
  ['conv2d_3', 'Conv2D', [null, 18, 18, 128], 73_856],
  ['dropout_1', 'Dropout', [null, 18, 18, 128], 0],
  ['batch_normalization_3', 'BatchNormalization', [null, 18, 18, 128], 512],
  ['max_pooling2d_3', 'MaxPooling2D', [null, 9, 9, 128], 0],
  ['conv2d_4', 'Conv2D', [null, 9, 9, 256], 295_168],
  ['dropout_2', 'Dropout', [null, 9, 9, 256], 0],
  ['batch_normalization_4', 'BatchNormalization', [null, 9, 9, 256], 1024],
  ['max_pooling2d_4', 'MaxPooling2D', [null, 4, 4, 256], 0],
  ['flatten', 'Flatten', [null, 4096], 0],
  ['dense', 'Dense', [null, 128], 524_416],
  ['dropout_3', 'Dropout', [null, 128], 0],
  ['dense_1', 'Dense', [null, 1], 129],
];

test("has the report's layers and parameters", () => {
  const model = buildModel('cnn5', { imageSize: 150, seed: 1 });
  const table = layerTableSchema.parse(describeLayers('cnn5', model));
  const rows = table.layers.map((row) => [row.name, row.type, row.outputShape, row.parameters]);
  expect(rows).toEqual(expected);
  expect(table).toMatchObject({
    totalParameters: 951_489,
    trainableParameters: 950_401,
    nonTrainableParameters: 1088,
  });
  model.dispose();
});

test.each([32, 33, 224])('can be built at %d pixels', (imageSize) => {
  const model = buildModel('cnn5', { imageSize, seed: 1 });
  expect(model.outputs[0]?.shape).toEqual([null, 1]);
  model.dispose();
});

test('is refused where nothing would be left of an image', () => {
  expect(() => buildModel('cnn5', { imageSize: 31, seed: 1 })).toThrow(
    expect.objectContaining({ code: 'setting-invalid' }),
  );
});

test("begins with weights that the seed gives, within Glorot and Bengio's limits", async () => {
  const build = (seed: number): tf.LayersModel => buildModel('cnn5', { imageSize: 32, seed });
  const [one, same, other] = await Promise.all(
    [build(1), build(1), build(2)].map((model) => readWeights(model.weights)),
  );
  expect(one).toEqual(same);
  const kernel = one?.get('conv2d_1/kernel')?.values ?? new Float32Array();
  expect(other?.get('conv2d_1/kernel')?.values).not.toEqual(kernel);
  const limit = Math.sqrt(6 / (9 * 32 + 9 * 64));
  const greatest = kernel.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(greatest).toBeLessThanOrEqual(limit);
  expect(greatest).toBeGreaterThan(limit * 0.99);
});

test.skipIf(engines.some(({ isMissing }) => isMissing))(
  'begins with the same weights on each engine',
  async () => {
    const here = await readWeights(buildModel('cnn5', { imageSize: 32, seed: 1 }).weights);
    await useEngine('tensorflow');
    expect(await readWeights(buildModel('cnn5', { imageSize: 32, seed: 1 }).weights)).toEqual(here);
    await useEngine('wasm');
  },
);

test('is made of stock layers, which tfjs itself rebuilds from their description', async () => {
  const model = buildModel('cnn5', { imageSize: 32, seed: 1 });
  const description = model.toJSON(null, false);
  if (typeof description === 'string') throw new Error('asked for as an object');
  const rebuilt = await tf.models.modelFromJSON(description);
  expect(rebuilt.countParams()).toBe(model.countParams());
});

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askModels } from '../../../main/trainer/asking/ask-models.ts';
import { useModels } from '../../../main/trainer/asking/open-models.ts';
import { averageHeatmaps } from '../../../main/trainer/explain/average-heatmaps.ts';
import { writeHeatmaps } from '../../../main/trainer/explain/write-heatmaps.ts';
import { saveModel } from '../../../main/trainer/model-files/save-model.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { Judge, ModelCard, PixelFile } from '../../../shared/trainer-protocol.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { useEngine } from './support/engines.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(async () => {
  folder = makeTemporaryFolder();
  await useEngine('wasm');
});
afterEach(() => folder.remove());

/** Three images: a ramp, a chessboard, and one of a single grey. */
function writePixels(imageSize: number): PixelFile {
  const draw = [
    (x: number, y: number) => (x * 5 + y * 2) % 256,
    (x: number, y: number) => ((x ^ y) & 4) * 60,
    () => 90,
  ];
  const places = [...Array(imageSize ** 2).keys()];
  const bytes = draw.flatMap((image) =>
    places.map((place) => image(place % imageSize, Math.floor(place / imageSize))),
  );
  const file = path.join(folder.path, `${imageSize}.u8`);
  writeFileSync(file, Uint8Array.from(bytes));
  return { path: file, imageSize };
}

interface Saved extends Judge {
  /** Probabilities before calibration, as stock tfjs computes them. */
  readonly raw: number[];
}

async function saveNetwork(name: string, temperature: number, imageSize = 32, seed = 5): Promise<Saved> {
  const pixels = writePixels(imageSize);
  const settings = runSettingsSchema.parse({ imageSize });
  const card: ModelCard = {
    format: 'negatoscope-model-1',
    preset: 'cnn5',
    network: null,
    scaling: { kind: 'rescale' },
    imageSize,
    classes: ['NORMAL', 'PNEUMONIA'],
    positiveClass: 'PNEUMONIA',
    temperature,
    biases: [],
    threshold: 0.5,
    bestEpoch: 1,
    settings,
    engine: 'wasm',
  };
  const model = buildModel('cnn5', { imageSize, seed });
  const directory = path.join(folder.path, name);
  await saveModel(directory, model, card);
  return { directory, pixels, places: null, raw: predictByTfjs(model, pixels) };
}

function predictByTfjs(model: tf.LayersModel, { path: file, imageSize }: PixelFile): number[] {
  const bytes = tf.tensor([...readBytes(file)], [3, imageSize, imageSize, 1]);
  return [...(model.predict(tf.div(bytes, 255)) as tf.Tensor).dataSync<'float32'>()];
}

function readBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(file));
}

/** Guo et al. 2017: the log-odds, divided by the temperature, as a probability again. */
function calibrate(probability: number, temperature: number): number {
  return 1 / (1 + Math.exp(-Math.log(probability / (1 - probability)) / temperature));
}

async function ask(models: readonly Judge[], views = 1): Promise<number[]> {
  const signal = new AbortController().signal;
  const options = { views, batchSize: 2, signal, onProgress: () => undefined };
  const answer = await useModels(models, async (open) => await askModels(open, [0, 1, 2], options));
  return (answer?.calibrated ?? []).map(([, finding = Number.NaN]) => finding);
}

describe('models that are asked together', () => {
  test('give the mean of their probabilities, each calibrated by its own temperature', async () => {
    const [first, second] = [await saveNetwork('a', 2), await saveNetwork('b', 0.5, 32, 9)];
    const expected = first.raw.map(
      (raw, image) => (calibrate(raw, 2) + calibrate(second.raw[image] ?? 0, 0.5)) / 2,
    );
    const together = await ask([first, second]);
    expected.forEach((value, image) => expect(together[image]).toBeCloseTo(value, 4));
  });

  test('are as one where they are the same one twice', async () => {
    const only = await saveNetwork('a', 1.5);
    expect(await ask([only, only])).toEqual(await ask([only]));
  });

  test('read each image at their own size', async () => {
    const [small, large] = [await saveNetwork('a', 1), await saveNetwork('b', 1, 48)];
    const [together, apart] = [await ask([small, large]), [await ask([small]), await ask([large])]];
    together.forEach((value, image) => {
      expect(value).toBeCloseTo(((apart[0]?.[image] ?? 0) + (apart[1]?.[image] ?? 0)) / 2, 12);
    });
  });

  test('judge no image that is not theirs', async () => {
    const [first, second] = [await saveNetwork('a', 1), await saveNetwork('b', 1, 32, 9)];
    const outOfFold = await ask([
      { ...first, places: [0, 2] },
      { ...second, places: [1] },
    ]);
    const [byFirst, bySecond] = [await ask([first]), await ask([second])];
    // Batches of other sizes are computed alike but for rounding.
    [byFirst[0], bySecond[1], byFirst[2]].forEach((value = 0, image) =>
      expect(outOfFold[image]).toBeCloseTo(value, 5),
    );
  });
});

describe('views of an image', () => {
  test('change nothing where there is nothing to move', async () => {
    const only = await saveNetwork('a', 1);
    const [plain, viewed] = [await ask([only]), await ask([only], 8)];
    expect(viewed[2]).toBeCloseTo(plain[2] ?? 0, 5);
    expect(viewed[0]).not.toBeCloseTo(plain[0] ?? 0, 5);
  });

  test('are the same every time', async () => {
    const only = await saveNetwork('a', 1);
    expect(await ask([only], 5)).toEqual(await ask([only], 5));
  });
});

describe('heatmaps of several models', () => {
  test('are averaged, the greatest value at 255', () => {
    const [first, second] = [
      { weights: Uint8Array.of(0, 255, 100, 0), side: 2 },
      { weights: Uint8Array.of(255, 255, 0, 0), side: 2 },
    ];
    // Sums 255, 510, 100 and 0; of 510 to 255 they are 127.5, 255, 50 and 0.
    expect([...averageHeatmaps([first, second])]).toEqual([128, 255, 50, 0]);
    expect([...averageHeatmaps([first])]).toEqual([0, 255, 100, 0]);
  });

  test('of another size are brought to the first one’s', () => {
    const [first, second] = [
      { weights: Uint8Array.of(0, 255, 0, 255), side: 2 },
      { weights: Uint8Array.of(255), side: 1 },
    ];
    expect([...averageHeatmaps([first, second])]).toEqual([128, 255, 128, 255]);
  });

  test('are written at the first model’s size', async () => {
    const models = [await saveNetwork('a', 1), await saveNetwork('b', 1, 48)];
    const file = path.join(folder.path, 'heatmaps.u8');
    const options = { batchSize: 2, signal: new AbortController().signal, onProgress: () => undefined };
    await useModels(models, async (open) => await writeHeatmaps(file, open, [0, 1, 2], options));
    expect(readBytes(file).length).toBe(3 * 32 * 32);
  });
});

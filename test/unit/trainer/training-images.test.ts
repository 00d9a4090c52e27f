import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTrainingValues } from '../../../main/trainer/data/make-training-values.ts';
import { openPixelFile, type PixelReader } from '../../../main/trainer/data/pixel-reader.ts';
import { openTrainingImages, type TrainingImages } from '../../../main/trainer/data/training-images.ts';
import { runSettingsSchema, type RunSettings } from '../../../shared/domain/run-settings.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { useEngine } from './support/engines.ts';
import { makeTinyRun } from './support/tiny-dataset.ts';

const strong = { rotationRange: 20, cropScaleMinimum: 0.3, contrastRange: 0.3, noiseRange: 0.02 };

let folder: ReturnType<typeof makeTemporaryFolder>;
let pixels: PixelFile;
let reader: PixelReader;
let opened: TrainingImages[];
beforeEach(async () => {
  await useEngine('wasm');
  folder = makeTemporaryFolder();
  ({ pixels } = makeTinyRun(folder.path));
  reader = openPixelFile(pixels);
  opened = [];
});
afterEach(() => {
  for (const images of opened) images.close();
  reader.close();
  folder.remove();
});

function plan(settings: Partial<RunSettings>): Parameters<typeof openTrainingImages>[0] {
  return { settings: runSettingsSchema.parse(settings), seed: 4, pixels, scaling: { kind: 'rescale' } };
}

function open(settings: Partial<RunSettings>): TrainingImages {
  const images = openTrainingImages(plan(settings));
  opened.push(images);
  return images;
}

async function read(
  settings: Partial<RunSettings>,
  epoch: number,
  position: number,
  records: number[],
): Promise<number[][]> {
  const tensor = await open(settings).read({ batch: { records, position }, epoch });
  const values = [...tensor.dataSync<'float32'>()];
  tensor.dispose();
  const length = reader.imageSize ** 2;
  return records.map((_, index) => values.slice(index * length, (index + 1) * length));
}

test('without augmentation images are as they lie in the file', async () => {
  const [first] = await read({}, 1, 0, [3]);
  expect(first).toEqual([...reader.readBytes([3])].map((byte) => Math.fround(byte / 255)));
});

test('an image changes with the epoch and with its place, and never otherwise', async () => {
  const [once] = await read(strong, 2, 5, [3]);
  expect((await read(strong, 2, 5, [3]))[0]).toEqual(once);
  expect((await read(strong, 3, 5, [3]))[0]).not.toEqual(once);
  expect((await read(strong, 2, 6, [3]))[0]).not.toEqual(once);
});

test('the size of the batches changes no image', async () => {
  const together = await read(strong, 2, 0, [3, 4, 5]);
  const apart = await Promise.all([0, 1, 2].map((position) => read(strong, 2, position, [3 + position])));
  expect(apart.flat()).toEqual(together);
});

test('drawn twice in an epoch, an image is changed in two ways', async () => {
  const [first, second] = await read(strong, 2, 0, [3, 3]);
  expect(second).not.toEqual(first);
});

test('made ahead or when they are wanted, in this thread or beside it, images are the same', async () => {
  const images = open(strong);
  const first = { batch: { records: [3, 4], position: 0 }, epoch: 1 };
  const second = { batch: { records: [7], position: 2 }, epoch: 1 };
  images.prepare(first);
  const read: number[][] = [];
  for (const wanted of [first, second]) {
    const tensor = await images.read(wanted);
    read.push([...tensor.dataSync<'float32'>()]);
    tensor.dispose();
  }
  expect(read).toEqual(
    [first, second].map((wanted) => [...makeTrainingValues(reader, plan(strong), wanted)]),
  );
});

test('a batch that was prepared and is not the one that is wanted is left aside', async () => {
  const images = open(strong);
  const wanted = { batch: { records: [3], position: 0 }, epoch: 2 };
  images.prepare({ ...wanted, epoch: 1 });
  const tensor = await images.read(wanted);
  expect([...tensor.dataSync<'float32'>()]).toEqual([...makeTrainingValues(reader, plan(strong), wanted)]);
  tensor.dispose();
});

test('a record that is not there is told of by the thread as well', async () => {
  const images = open(strong);
  const wanted = { batch: { records: [1000], position: 0 }, epoch: 1 };
  await expect(images.read(wanted)).rejects.toThrow(expect.objectContaining({ code: 'cache-damaged' }));
});

test('where the thread is lost, batches are made here', async () => {
  const images = open(strong);
  // Its own opening of the file fails, while the one here is open already.
  rmSync(pixels.path);
  const wanted = { batch: { records: [3], position: 0 }, epoch: 1 };
  const tensor = await images.read(wanted);
  expect([...tensor.dataSync<'float32'>()]).toEqual([...makeTrainingValues(reader, plan(strong), wanted)]);
  tensor.dispose();
});

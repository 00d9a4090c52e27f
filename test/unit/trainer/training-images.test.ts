import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPixelFile, type PixelReader } from '../../../main/trainer/data/pixel-reader.ts';
import { createTrainingImages } from '../../../main/trainer/data/training-images.ts';
import { runSettingsSchema, type RunSettings } from '../../../shared/domain/run-settings.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { useEngine } from './support/engines.ts';
import { makeTinyRun } from './support/tiny-dataset.ts';

const plain = { kind: 'rescale' } as const;
const strong = { rotationRange: 20, cropScaleMinimum: 0.3, contrastRange: 0.3, noiseRange: 0.02 };

let folder: ReturnType<typeof makeTemporaryFolder>;
let reader: PixelReader;
beforeEach(async () => {
  await useEngine('wasm');
  folder = makeTemporaryFolder();
  reader = openPixelFile(makeTinyRun(folder.path).pixels);
});
afterEach(() => {
  reader.close();
  folder.remove();
});

function read(
  settings: Partial<RunSettings>,
  epoch: number,
  position: number,
  records: number[],
): number[][] {
  const plan = { settings: runSettingsSchema.parse(settings), seed: 4 };
  const tensor = createTrainingImages(reader, plan, plain)({ records, labels: [], position }, epoch);
  const values = [...tensor.dataSync<'float32'>()];
  tensor.dispose();
  const length = reader.imageSize ** 2;
  return records.map((_, index) => values.slice(index * length, (index + 1) * length));
}

test('without augmentation images are as they lie in the file', () => {
  const [first] = read({}, 1, 0, [3]);
  expect(first).toEqual([...reader.readBytes([3])].map((byte) => Math.fround(byte / 255)));
});

test('an image changes with the epoch and with its place, and never otherwise', () => {
  const [once] = read(strong, 2, 5, [3]);
  expect(read(strong, 2, 5, [3])[0]).toEqual(once);
  expect(read(strong, 3, 5, [3])[0]).not.toEqual(once);
  expect(read(strong, 2, 6, [3])[0]).not.toEqual(once);
});

test('the size of the batches changes no image', () => {
  const together = read(strong, 2, 0, [3, 4, 5]);
  const apart = [0, 1, 2].map((position) => read(strong, 2, position, [3 + position])[0]);
  expect(apart).toEqual(together);
});

test('drawn twice in an epoch, an image is changed in two ways', () => {
  const [first, second] = read(strong, 2, 0, [3, 3]);
  expect(second).not.toEqual(first);
});

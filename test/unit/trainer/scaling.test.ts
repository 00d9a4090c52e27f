import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseScaling } from '../../../main/trainer/data/choose-scaling.ts';
import { scaleImages } from '../../../main/trainer/data/scale-images.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

describe('scaling images', () => {
  test('rescaling leaves [0, 1] alone', () => {
    const values = Float32Array.of(0, 0.25, 1);
    scaleImages(values, 3, { kind: 'rescale' });
    expect([...values]).toEqual([0, 0.25, 1]);
  });

  test('samplewise gives each image mean 0 and deviation 1', () => {
    // Means 0.5 and 0.25, deviations 0.5 and 0.25.
    const values = Float32Array.of(0, 1, 0, 1, 0, 0.5, 0, 0.5);
    scaleImages(values, 4, { kind: 'samplewise' });
    [-1, 1, -1, 1, -1, 1, -1, 1].forEach((value, index) => expect(values[index]).toBeCloseTo(value, 4));
  });

  test('a blank image stays finite', () => {
    const values = new Float32Array(4).fill(0.5);
    scaleImages(values, 4, { kind: 'samplewise' });
    expect([...values]).toEqual([0, 0, 0, 0]);
  });

  test('featurewise takes off what it was given', () => {
    const values = Float32Array.of(0.5, 0.75, 0.25);
    scaleImages(values, 3, { kind: 'featurewise', mean: 0.5, standardDeviation: 0.25 });
    [0, 1, -1].forEach((value, index) => expect(values[index]).toBeCloseTo(value, 4));
  });
});

test('featurewise numbers come from the training records alone', async () => {
  const file = path.join(folder.path, '2.u8');
  // Three records of four pixels; the second is not trained on.
  writeFileSync(file, Uint8Array.of(0, 255, 0, 255, 9, 9, 9, 9, 255, 255, 255, 255));
  const scaling = await chooseScaling('featurewise', { path: file, imageSize: 2 }, [0, 2]);
  // 0, 1, 0, 1, 1, 1, 1, 1: mean 3/4, variance 3/4 * 1/4.
  expect(scaling).toEqual({
    kind: 'featurewise',
    mean: 0.75,
    standardDeviation: expect.closeTo(Math.sqrt(3) / 4, 12),
  });
});

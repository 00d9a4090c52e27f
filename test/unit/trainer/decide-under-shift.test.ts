import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainScaling } from '../../../shared/domain/input-scaling.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import { openPixelFile, type PixelReader } from '../../../main/trainer/data/pixel-reader.ts';
import { decideUnderShift } from '../../../main/trainer/evaluation/stress/decide-under-shift.ts';
import { drawShiftReader } from '../../../main/trainer/evaluation/stress/draw-shift-reader.ts';
import type { LogitsFunction } from '../../../main/trainer/models/logits.ts';
import { useEngine } from './support/engines.ts';

const imageSize = 16;
const images = 60;
const settings = runSettingsSchema.parse({ calibration: 'temperature' });
/** The first half is dark and negative, the second half light and positive. */
const labels = Array.from({ length: images }, (_, index) => (index < images / 2 ? 0 : 1));
const records = labels.map((_, index) => index);

/** Tells dark from light, without fault and with a margin, as long as nothing shifts: logits -2.8 and 2.8. */
const judgeBrightness: LogitsFunction = (batch) =>
  tf.tidy(() => tf.mul(tf.sub(tf.mean(batch, [1, 2]), 0.5), 20));

let folder = '';
let reader: PixelReader;
beforeEach(async () => {
  await useEngine('wasm');
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
  const file = path.join(folder, 'images.u8');
  const pixels = labels.map((label) => new Uint8Array(imageSize * imageSize).fill(label === 0 ? 92 : 163));
  writeFileSync(file, Buffer.concat(pixels));
  reader = openPixelFile({ path: file, imageSize });
});
afterEach(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a model that only a shift brings to fault is trusted less, and tells how far it is', async () => {
  const progress: [done: number, total: number][] = [];
  const { temperature, threshold } = await decideUnderShift({
    computeLogits: judgeBrightness,
    reader,
    scaling: plainScaling,
    validation: { records, labels },
    settings,
    onProgress: (done, total) => progress.push([done, total]),
  });
  // Without a shift every image is right, so the lowest temperature there is, 0.1, would fit best. But 163 x 0.6 is
  // 98, below the middle: confident and wrong, which costs a low temperature dearly.
  expect(temperature).toBeGreaterThan(0.5);
  expect(threshold).toBeGreaterThan(0);
  expect(threshold).toBeLessThan(1);
  expect(progress.at(-1)).toEqual([images * 4, images * 4]);
});

test('a copy is shifted alike each time, and another copy otherwise', () => {
  const read = (draw: number): number[] => {
    const shifted = drawShiftReader(reader, plainScaling, draw).read(records);
    const values = Array.from(shifted.dataSync());
    shifted.dispose();
    return values;
  };
  expect(read(0)).toEqual(read(0));
  expect(read(0)).not.toEqual(read(1));
});

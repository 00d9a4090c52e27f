import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { divide, planEpoch } from '../../../main/trainer/data/batches.ts';
import { openPixelFile } from '../../../main/trainer/data/pixel-reader.ts';
import { useEngine } from './support/engines.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  await useEngine('wasm');
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
  file = path.join(folder, '2.u8');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('reads records in any order, 0 to 255 as 0 to 1', () => {
  writeFileSync(file, Uint8Array.of(0, 51, 102, 153, 204, 255, 0, 51, 1, 2, 3, 4));
  const reader = openPixelFile({ path: file, imageSize: 2 });
  expect(reader.records).toBe(3);
  const images = reader.read([1, 0]);
  expect(images.shape).toEqual([2, 2, 2, 1]);
  const expected = [0.8, 1, 0, 0.2, 0, 0.2, 0.4, 0.6];
  Array.from(images.dataSync()).forEach((value, index) =>
    expect(value).toBeCloseTo(expected[index] ?? -1, 6),
  );
  reader.close();
});

test('a record beyond the end, or half of one, is a damaged cache', () => {
  writeFileSync(file, Uint8Array.of(1, 2, 3, 4, 5, 6));
  const reader = openPixelFile({ path: file, imageSize: 2 });
  for (const record of [1, 7]) {
    expect(() => reader.read([record])).toThrow(expect.objectContaining({ code: 'cache-damaged' }));
  }
  reader.close();
});

test('a missing file is a damaged cache, named', () => {
  expect(() => openPixelFile({ path: file, imageSize: 2 })).toThrow(
    expect.objectContaining({ code: 'cache-damaged', message: expect.stringContaining(file) }),
  );
});

test('an epoch has every image once, in an order of its own, each with its label', () => {
  const records = [...Array(50).keys()].map((index) => index * 3);
  const labels = records.map((record) => (record % 2 === 0 ? 0 : 1));
  const plan = (seed: number, epoch: number): ReturnType<typeof planEpoch> =>
    planEpoch({ records, labels }, { batchSize: 16, sampler: 'shuffle', seed }, epoch);
  const batches = plan(1, 1);
  expect(batches.map((batch) => batch.records.length)).toEqual([16, 16, 16, 2]);
  const flat = batches.flatMap((batch) => batch.records);
  expect([...flat].sort((a, b) => a - b)).toEqual(records);
  expect(batches.flatMap((batch) => batch.labels)).toEqual(flat.map((record) => (record % 2 === 0 ? 0 : 1)));
  expect(plan(1, 1)).toEqual(batches);
  expect(plan(1, 2)).not.toEqual(batches);
  expect(plan(2, 1)).not.toEqual(batches);
});

test('a list is divided without a remainder being lost', () => {
  expect(divide([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(divide([], 2)).toEqual([]);
});

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { Checkpoint } from '../../../main/trainer/checkpoint/checkpoint.ts';
import { openCheckpointFolder } from '../../../main/trainer/checkpoint/checkpoint-folder.ts';

let run = '';
beforeEach(() => {
  run = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
});
afterEach(() => rmSync(run, { recursive: true, force: true }));

function makeCheckpoint(epoch: number): Checkpoint {
  const arrays = new Map([['conv2d/kernel', { shape: [2], values: Float32Array.of(epoch, -epoch) }]]);
  return {
    state: {
      preset: 'cnn5',
      settings: runSettingsSchema.parse({}),
      scaling: { kind: 'rescale' },
      dataFingerprint: 'abc',
      step: epoch * 3,
      history: Array.from({ length: epoch }, (_, index) => ({
        epoch: index + 1,
        loss: 0.5,
        accuracy: 0.75,
        valLoss: 0.4,
        valAccuracy: 0.8,
        valRocAuc: null,
        learningRate: 0.001,
        seconds: 1.5,
        imagesPerSecond: 100,
      })),
      best: { epoch: 1, temperature: 1.5, biases: [0.25], threshold: 0.3 },
    },
    weights: arrays,
    bestWeights: arrays,
    moments: new Map([
      ['firstMoments', arrays],
      ['secondMoments', arrays],
    ]),
  };
}

const list = (): string[] => readdirSync(path.join(run, 'checkpoints')).sort();

/** Changes one byte of a checkpoint's tensors. */
function damage(name: string): void {
  const file = path.join(run, 'checkpoints', name);
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

test('keeps the last two checkpoints and reads the newest', () => {
  const folder = openCheckpointFolder(run);
  for (const epoch of [8, 9, 10]) folder.write(makeCheckpoint(epoch));
  expect(list()).toEqual(['epoch-0009.safetensors', 'epoch-0010.safetensors']);
  expect(folder.readNewest()).toEqual(makeCheckpoint(10));
});

test('falls back to the one before where the newest is damaged', () => {
  const folder = openCheckpointFolder(run);
  for (const epoch of [1, 2]) folder.write(makeCheckpoint(epoch));
  damage('epoch-0002.safetensors');
  expect(folder.readNewest()).toEqual(makeCheckpoint(1));
});

test('a damaged later checkpoint goes when the run, from an earlier one, writes again', () => {
  const folder = openCheckpointFolder(run);
  for (const epoch of [3, 4]) folder.write(makeCheckpoint(epoch));
  damage('epoch-0004.safetensors');
  folder.write(makeCheckpoint(3));
  expect(folder.readNewest()).toEqual(makeCheckpoint(3));
});

test('tells a run without a checkpoint from one whose checkpoints are all damaged', () => {
  const folder = openCheckpointFolder(run);
  expect(() => folder.readNewest()).toThrow(expect.objectContaining({ code: 'run-not-resumable' }));
  folder.write(makeCheckpoint(1));
  damage('epoch-0001.safetensors');
  expect(() => folder.readNewest()).toThrow(expect.objectContaining({ code: 'checkpoint-damaged' }));
});

test('a half-written file is no checkpoint, and a new run removes everything', () => {
  const folder = openCheckpointFolder(run);
  writeFileSync(path.join(run, 'checkpoints', 'epoch-0001.safetensors.partial'), 'half');
  expect(() => folder.readNewest()).toThrow(expect.objectContaining({ code: 'run-not-resumable' }));
  folder.write(makeCheckpoint(1));
  folder.clear();
  expect(list()).toEqual([]);
});

import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../main/db/client.ts';
import { countEpochs, listBatches, listEpochs } from '../../../main/db/run-metrics.ts';
import { findRun, insertRun } from '../../../main/db/runs.ts';
import { insertSplit, listSplitImages, summarizeSplit } from '../../../main/db/splits.ts';
import { createProgressTracker } from '../../../main/services/runs/run-progress.ts';
import { createRunRecorder } from '../../../main/services/runs/run-recorder.ts';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';

let database: Database;
let runId: number;
const note = { code: 'images-limited', message: 'A note.', details: { limit: 5, leftOut: 1 } } as const;
const split = {
  datasetId: 1,
  seed: 1,
  options: { limit: null },
  train: [3, 1, 2],
  val: [4],
  excluded: [5],
  labels: new Map([
    [1, 1],
    [2, 0],
    [3, 0],
    [4, 2],
    [5, 0],
  ]),
  notes: [note],
};

beforeEach(() => {
  database = openDatabase(':memory:');
  const now = new Date().toISOString();
  database
    .prepare(
      `INSERT INTO datasets (id, name, source_path, patient_patterns, created_at) VALUES (1, 'd', '/d', '[]', ?)`,
    )
    .run(now);
  database.prepare(`INSERT INTO classes (id, dataset_id, name, position) VALUES (1, 1, 'A', 0)`).run();
  for (const patient of [1, 2, 3]) {
    database
      .prepare('INSERT INTO patients (id, dataset_id, key) VALUES (?, 1, ?)')
      .run(patient, `p${patient}`);
  }
  // Images 1 and 2 are of patient 1, 3 of patient 2, 4 and 5 of patient 3; image n has record 10 + n.
  for (const [image, patient] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 3],
  ] as const) {
    const contentHash = createHash('sha256').update(String(image)).digest('hex');
    database
      .prepare(
        `INSERT INTO images (id, dataset_id, record, path, class_id, patient_id, width, height, size_bytes, content_hash)
         VALUES (?, 1, ?, ?, 1, ?, 64, 64, 100, ?)`,
      )
      .run(image, 10 + image, `${image}.png`, patient, contentHash);
  }
  runId = insertRun(database, {
    name: 'r',
    datasetId: 1,
    splitId: insertSplit(database, split),
    preset: 'cnn5',
    network: null,
    settings: runSettingsSchema.parse({ epochs: 3 }),
    imagesDigest: '0'.repeat(64),
    repeats: null,
    classes: ['A', 'B', 'C'],
    owner: 'someone',
  });
});

function makeEpoch(epoch: number, valLoss: number): EpochMetrics {
  return {
    epoch,
    loss: 0.5,
    accuracy: 0.75,
    valLoss,
    valAccuracy: 0.8,
    valRocAuc: null,
    learningRate: 0.001,
    seconds: 2,
    imagesPerSecond: 100,
  };
}

function makeBatch(epoch: number, batch: number, loss = 0.5): TrainerEvent {
  return {
    type: 'batch-ended',
    jobId: 'j',
    metrics: { epoch, batch, loss, accuracy: 0.5 },
    batches: 2,
    imagesPerSecond: 100,
    memoryBytes: 1000,
  };
}

function endEpoch(epoch: number, valLoss: number, bestEpoch = epoch): TrainerEvent {
  return { type: 'epoch-ended', jobId: 'j', metrics: makeEpoch(epoch, valLoss), bestEpoch, threshold: 0.4 };
}

describe('a split', () => {
  test('keeps the order and the labels it was given, and is stored once', () => {
    const splitId = findRun(database, runId)?.splitId ?? 0;
    expect(listSplitImages(database, splitId, 'train')).toEqual([
      { record: 13, label: 0 },
      { record: 11, label: 1 },
      { record: 12, label: 0 },
    ]);
    expect(listSplitImages(database, splitId, 'train', { from: 1, limit: 1 })).toEqual([
      { record: 11, label: 1 },
    ]);
    expect(listSplitImages(database, splitId, 'val')).toEqual([{ record: 14, label: 2 }]);
    expect(insertSplit(database, split)).toBe(splitId);
    expect(insertSplit(database, { ...split, train: [1, 3, 2] })).not.toBe(splitId);
    expect(insertSplit(database, { ...split, labels: new Map([...split.labels, [4, 1]]) })).not.toBe(splitId);
  });

  test('is summed up in images and patients', () => {
    expect(summarizeSplit(database, findRun(database, runId)?.splitId ?? 0)).toEqual({
      train: { images: 3, patients: 2 },
      val: { images: 1, patients: 1 },
      excluded: { images: 1, patients: 1 },
      notes: [note],
    });
  });
});

describe('what a run computed', () => {
  test('batches wait for a second, an epoch or the end', () => {
    let clock = 0;
    const recorder = createRunRecorder({ database, publish: () => undefined }, runId, () => clock);
    const count = () => listBatches(database, runId).length;
    recorder.record(makeBatch(1, 1));
    expect(count()).toBe(0);
    clock = 1000;
    recorder.record(makeBatch(1, 2));
    expect(count()).toBe(2);
    recorder.record(makeBatch(2, 1));
    recorder.record(endEpoch(2, 0.3));
    expect(count()).toBe(3);
    recorder.record(makeBatch(3, 1));
    recorder.flush();
    expect(count()).toBe(4);
  });

  test('after an interruption is replaced from the checkpoint on, not doubled', () => {
    const recorder = createRunRecorder({ database, publish: () => undefined }, runId);
    for (const [epoch, valLoss] of [
      [1, 0.6],
      [2, 0.5],
      [3, 0.4],
    ] as const) {
      recorder.record(makeBatch(epoch, 1));
      recorder.record(endEpoch(epoch, valLoss));
    }
    expect(findRun(database, runId)).toMatchObject({ bestEpoch: 3, threshold: 0.4 });

    const history = [makeEpoch(1, 0.6)];
    recorder.record({ type: 'training-started', jobId: 'j', epochsDone: 1, history, batches: 2 });
    expect(listEpochs(database, runId)).toEqual(history);
    expect(listBatches(database, runId).map(({ epoch }) => epoch)).toEqual([1]);
    expect(findRun(database, runId)).toMatchObject({ bestEpoch: null, threshold: null });

    recorder.record(makeBatch(2, 1, 0.1));
    recorder.record(endEpoch(2, 0.55));
    expect(listEpochs(database, runId).map(({ valLoss }) => valLoss)).toEqual([0.6, 0.55]);
    expect(listBatches(database, runId).map(({ loss }) => loss)).toEqual([0.5, 0.1]);
  });

  test('an epoch that the checkpoint has and the database lost is brought back', () => {
    const recorder = createRunRecorder({ database, publish: () => undefined }, runId);
    recorder.record(endEpoch(1, 0.6));
    const history = [makeEpoch(1, 0.6), makeEpoch(2, 0.5)];
    recorder.record({ type: 'training-started', jobId: 'j', epochsDone: 2, history, batches: 2 });
    expect(countEpochs(database, runId)).toBe(2);
    expect(listEpochs(database, runId)).toEqual(history);
  });
});

describe('where a run stands', () => {
  test('running means of the epoch, and the time that batches and validations still take', () => {
    let clock = 0;
    const run = { id: 7, name: 'r', epochs: 3 };
    const tracker = createProgressTracker(run, () => clock);
    expect(tracker.progress).toMatchObject({ phase: 'preparing', epoch: 0, epochs: 3, loss: null });
    tracker.prepare(30, 60);
    expect(tracker.progress).toMatchObject({ phase: 'preparing', batch: 30, batches: 60 });

    tracker.follow({ type: 'training-started', jobId: 'j', epochsDone: 0, history: [], batches: 2 });
    clock = 1000;
    tracker.follow(makeBatch(1, 1, 0.9));
    // Too early for an estimate.
    expect(tracker.progress).toMatchObject({ phase: 'training', epoch: 1, batch: 1, secondsLeft: null });
    clock = 4000;
    tracker.follow(makeBatch(1, 2, 0.5));
    // 2 s a batch, 4 batches to go; how long validation takes is not known yet.
    expect(tracker.progress).toMatchObject({ batch: 2, secondsLeft: 8, imagesPerSecond: 100 });
    expect(tracker.progress.loss).toBeCloseTo((0.9 + 0.5) / 2, 12);

    tracker.follow({ type: 'validating', jobId: 'j', epoch: 1, done: 0, total: 10 });
    expect(tracker.progress.phase).toBe('validating');
    clock = 7000;
    tracker.follow({ type: 'validating', jobId: 'j', epoch: 1, done: 10, total: 10 });
    expect(tracker.progress.phase).toBe('saving');
    tracker.follow(endEpoch(1, 0.5));
    // Two more epochs like this one of 7 s: known at once, however short an epoch is.
    expect(tracker.progress).toMatchObject({ phase: 'training', secondsLeft: 14 });
    clock = 9000;
    tracker.follow(makeBatch(2, 1, 0.2));
    // 2 s a batch, 3 batches to go, 2 validations of 3 s each.
    expect(tracker.progress).toMatchObject({ epoch: 2, loss: 0.2, secondsLeft: 12 });

    tracker.follow({ type: 'training-paused', jobId: 'j' });
    expect(tracker.progress).toMatchObject({ phase: 'paused', epoch: 2, batch: 1 });
    clock = 609_000;
    tracker.follow({ type: 'training-continued', jobId: 'j' });
    expect(tracker.progress.phase).toBe('training');
    clock = 611_000;
    tracker.follow(makeBatch(2, 2, 0.2));
    // The ten minutes of the pause are no training: still 2 s a batch, 2 batches and 2 validations to go.
    expect(tracker.progress).toMatchObject({ epoch: 2, secondsLeft: 10 });
  });
});

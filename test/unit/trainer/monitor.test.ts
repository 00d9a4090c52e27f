import { expect, test } from 'vitest';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { createEarlyStopping } from '../../../main/trainer/callbacks/early-stopping.ts';
import { pickBestEpoch } from '../../../main/trainer/callbacks/monitor.ts';

function makeHistory(
  values: readonly { auc?: number | null; loss?: number; accuracy?: number }[],
): EpochMetrics[] {
  return values.map(({ auc = 0.5, loss = 1, accuracy = 0.5 }, index) => ({
    epoch: index + 1,
    loss: 1,
    accuracy: 0.5,
    valLoss: loss,
    valAccuracy: accuracy,
    valRocAuc: auc,
    learningRate: 0.001,
    seconds: 1,
    imagesPerSecond: 1,
  }));
}

test('an AUC and an accuracy are maximised, a loss is minimised', () => {
  const history = makeHistory([
    { auc: 0.8, accuracy: 0.9, loss: 0.5 },
    { auc: 0.9, accuracy: 0.7, loss: 0.6 },
    { auc: 0.7, accuracy: 0.8, loss: 0.4 },
  ]);
  expect(pickBestEpoch(history, 'valAccuracy')?.epoch).toBe(1);
  expect(pickBestEpoch(history, 'valRocAuc')?.epoch).toBe(2);
  expect(pickBestEpoch(history, 'valLoss')?.epoch).toBe(3);
  expect(pickBestEpoch([], 'valLoss')).toBeNull();
});

test('of equals the one with the lower validation loss is best, then the earlier', () => {
  const history = makeHistory([
    { auc: 0.9, loss: 0.5 },
    { auc: 0.9, loss: 0.3 },
    { auc: 0.9, loss: 0.3 },
  ]);
  expect(pickBestEpoch(history, 'valRocAuc')?.epoch).toBe(2);
});

test('early stopping waits for as many epochs without improvement as its patience', () => {
  const stopping = createEarlyStopping({ monitor: 'valRocAuc', patience: 2 });
  const values = [0.8, 0.9, 0.85, 0.89, 0.95].map((auc) => ({ auc }));
  const reasons = values.map(
    (_, index) => stopping.beforeEpoch?.(makeHistory(values.slice(0, index)))?.message ?? null,
  );
  expect(reasons).toEqual([null, null, null, null, expect.stringContaining('epoch 2 for 2 epochs')]);
});

test('patience 0 never stops', () => {
  const stopping = createEarlyStopping({ monitor: 'valLoss', patience: 0 });
  expect(stopping.beforeEpoch?.(makeHistory([{ loss: 1 }, { loss: 2 }, { loss: 3 }]))).toBeNull();
});

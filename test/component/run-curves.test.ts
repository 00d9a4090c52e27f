import { describe, expect, it, vi } from 'vitest';
import type { BatchMetrics, EpochMetrics } from '../../shared/domain/metric.ts';
import { RunCurves } from '../../renderer/state/run-curves.svelte.ts';

function batch(epoch: number, number: number, loss = 0.5): BatchMetrics {
  return { epoch, batch: number, loss, accuracy: 0.5 };
}

function epoch(number: number): EpochMetrics {
  const metrics = { loss: 0.5, accuracy: 0.5, valLoss: 0.5, valAccuracy: 0.5, valRocAuc: 0.5 };
  return { epoch: number, ...metrics, learningRate: 0.001, seconds: 1, imagesPerSecond: 1 };
}

function describeBatches(curves: RunCurves): string {
  return curves.measured.batches.map((each) => each.map(({ batch: number }) => number).join('')).join('|');
}

describe('RunCurves', () => {
  it('keeps batches by epoch and in order, each once', () => {
    const curves = new RunCurves();
    curves.replace([batch(2, 1), batch(1, 2), batch(1, 1), batch(1, 2, 0.9)], []);
    expect(describeBatches(curves)).toBe('12|1');
    expect(curves.measured.batches[0]?.[1]?.loss).toBe(0.9);
  });

  it('begins an epoch anew when its first batch comes again, as after a resume', () => {
    vi.useFakeTimers();
    const curves = new RunCurves();
    curves.replace([batch(1, 1), batch(1, 2), batch(2, 1), batch(2, 2), batch(2, 3)], [epoch(1)]);
    curves.addBatch(batch(2, 1));
    vi.runAllTimers();
    expect(describeBatches(curves)).toBe('12|1');
    vi.useRealTimers();
  });

  it('drops later epochs when an earlier one ends again', () => {
    const curves = new RunCurves();
    curves.replace([], [epoch(3), epoch(1), epoch(2)]);
    curves.addEpoch(epoch(2));
    expect(curves.measured.epochs.map((each) => each.epoch)).toEqual([1, 2]);
  });

  it('tells of many batches at once', () => {
    vi.useFakeTimers();
    const curves = new RunCurves();
    const before = curves.measured;
    for (let number = 1; number <= 50; number++) curves.addBatch(batch(1, number));
    expect(curves.measured).toBe(before);
    vi.runAllTimers();
    expect(curves.measured.batches[0]).toHaveLength(50);
    vi.useRealTimers();
  });
});

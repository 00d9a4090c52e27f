import { describe, expect, it } from 'vitest';
import type { BatchMetrics, EpochMetrics } from '../../shared/domain/metric.ts';
import { chooseEpochsShown } from '../../renderer/charts/choose-epochs-shown.ts';
import {
  chooseBinSize,
  countBatchesPerEpoch,
  findLastEpoch,
  toBatchPoints,
  toEpochPoints,
  toRunSeries,
} from '../../renderer/charts/run-series.ts';

function batch(epoch: number, number: number, loss: number): BatchMetrics {
  return { epoch, batch: number, loss, accuracy: 1 - loss };
}

function epoch(number: number, loss: number, valLoss: number, valRocAuc: number | null): EpochMetrics {
  return {
    epoch: number,
    loss,
    accuracy: 0.5,
    valLoss,
    valAccuracy: 0.75,
    valRocAuc,
    learningRate: 0.001,
    seconds: 1,
    imagesPerSecond: 1,
  };
}

const fourThenTwo = [
  [batch(1, 1, 0.8), batch(1, 2, 0.6), batch(1, 3, 0.5), batch(1, 4, 0.3)],
  [batch(2, 1, 0.4), batch(2, 2, 0.2)],
];

describe('the axis of a run that is being trained', () => {
  it.each([
    [300, [10, 16, 20, 30, 40, 60, 80, 100, 160, 200, 300]],
    [40, [10, 16, 20, 30, 40]],
    [12, [12]],
    [3, [3]],
  ])('grows by steps up to the %i epochs that are planned', (planned, steps) => {
    const shown = Array.from({ length: planned + 1 }, (_, reached) => chooseEpochsShown(reached, planned));
    expect([...new Set(shown)]).toEqual(steps);
    expect(shown.every((end, reached) => end >= reached)).toBe(true);
    // Once the first ones are over, more than half of it is what has been trained.
    expect(shown.every((end, reached) => reached < 10 || reached / end > 0.5)).toBe(true);
  });

  it('shows an epoch from its first batch on', () => {
    expect(findLastEpoch({ batches: [], epochs: [] })).toBe(0);
    expect(findLastEpoch({ batches: fourThenTwo, epochs: [epoch(1, 0.5, 0.6, 0.7)] })).toBe(2);
    expect(findLastEpoch({ batches: [], epochs: [epoch(1, 0.5, 0.6, 0.7)] })).toBe(1);
  });
});

describe('batches on an axis of epochs', () => {
  it('lie a share of an epoch apart, with the last of an epoch at its number', () => {
    const points = toBatchPoints(fourThenTwo, 'loss', 4, 1);
    expect(points.map(({ x }) => x)).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5]);
    expect(points.map(({ y }) => y)).toEqual([0.8, 0.6, 0.5, 0.3, 0.4, 0.2]);
  });

  it('are joined to means within their epoch, each at its last batch', () => {
    const points = toBatchPoints(fourThenTwo, 'loss', 4, 3);
    expect(points.map(({ x }) => x)).toEqual([0.75, 1, 1.5]);
    // (0.8 + 0.6 + 0.5) / 3; 0.3 alone; (0.4 + 0.2) / 2.
    expect(points[0]?.y).toBeCloseTo(0.6333, 4);
    expect(points[1]?.y).toBeCloseTo(0.3, 12);
    expect(points[2]?.y).toBeCloseTo(0.3, 12);
  });

  it('are joined only where there are more than a chart can show', () => {
    const of = (count: number): number =>
      chooseBinSize([Array.from({ length: count }, (_, i) => batch(1, i + 1, 1))]);
    expect([of(0), of(1), of(240), of(241), of(480), of(481)]).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('count as many an epoch as the fullest has', () => {
    expect(countBatchesPerEpoch(fourThenTwo)).toBe(4);
    expect(countBatchesPerEpoch([])).toBe(1);
  });
});

describe('epochs', () => {
  it('leave out what was not measured', () => {
    const epochs = [epoch(1, 0.5, 0.6, null), epoch(2, 0.4, 0.5, 0.97)];
    expect(toEpochPoints(epochs, 'valRocAuc')).toEqual([{ x: 2, y: 0.97 }]);
  });

  it('stand beside the batches as two lines', () => {
    const series = toRunSeries({ batches: fourThenTwo, epochs: [epoch(1, 0.55, 0.6, null)] }, 'loss', 4);
    expect(series.map(({ id, look }) => [id, look])).toEqual([
      ['batch', 'faint'],
      ['train', 'dashed'],
      ['validation', 'solid'],
    ]);
    expect(series[1]?.points).toEqual([{ x: 1, y: 0.55 }]);
    expect(series[2]?.points).toEqual([{ x: 1, y: 0.6 }]);
  });
});

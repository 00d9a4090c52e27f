import type { EpochMetrics } from '../../shared/domain/metric.ts';
import type { Measured } from '../measured.ts';
import { t, tCount } from '../text/t.ts';
import type { Point, Series } from './series.ts';

/**
 * The largest batch number seen: how many batches an epoch has, once one is over. 1 where none was seen.
 */
export function countBatchesPerEpoch(batches: Measured['batches']): number {
  return batches.reduce((most, epoch) => Math.max(most, epoch.at(-1)?.batch ?? 0), 1);
}

/** The last epoch that anything was measured in, be it a batch; 0 where nothing was. */
export function findLastEpoch({ batches, epochs }: Measured): number {
  return Math.max(epochs.at(-1)?.epoch ?? 0, batches.at(-1)?.at(-1)?.epoch ?? 0);
}

/** More points than this say no more on a chart some hundred pixels wide, and hide the other lines. */
const mostBatchPoints = 240;

/** How many neighbouring batches one point of a chart stands for. */
export function chooseBinSize(batches: Measured['batches']): number {
  const total = batches.reduce((sum, { length }) => sum + length, 0);
  return Math.max(1, Math.ceil(total / mostBatchPoints));
}

/**
 * The batches of a run on an axis of epochs: batch b of B in epoch e lies at e - 1 + b / B, so that epoch e
 * as a whole, measured at its end, lies at e. Each point is the mean of `binSize` neighbours within an
 * epoch, and lies at the last of them.
 */
export function toBatchPoints(
  batches: Measured['batches'],
  metric: 'loss' | 'accuracy',
  batchesPerEpoch: number,
  binSize: number,
): Point[] {
  const points: Point[] = [];
  for (const epoch of batches) {
    let sum = 0;
    let count = 0;
    for (const [place, batch] of epoch.entries()) {
      sum += batch[metric];
      count += 1;
      if (count < binSize && place < epoch.length - 1) continue;
      points.push({ x: batch.epoch - 1 + batch.batch / batchesPerEpoch, y: sum / count });
      sum = 0;
      count = 0;
    }
  }
  return points;
}

/** A metric of every epoch; epochs without one are left out. */
export function toEpochPoints(
  epochs: readonly EpochMetrics[],
  metric: 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy' | 'valRocAuc',
): Point[] {
  return epochs.flatMap((epoch) => {
    const y = epoch[metric];
    return y === null ? [] : [{ x: epoch.epoch, y }];
  });
}

/**
 * Loss or accuracy: a faint line by batch, and by epoch one for training and one for validation.
 *
 * @param batchesPerEpoch null where it isn't known: the largest batch number then stands for it
 */
export function toRunSeries(
  measured: Measured,
  metric: 'loss' | 'accuracy',
  batchesPerEpoch: number | null,
): readonly Series[] {
  const binSize = chooseBinSize(measured.batches);
  const perEpoch = batchesPerEpoch ?? countBatchesPerEpoch(measured.batches);
  return [
    {
      id: 'batch',
      label: tCount('chart.batch', binSize),
      colour: 'batch',
      look: 'faint',
      points: toBatchPoints(measured.batches, metric, perEpoch, binSize),
    },
    {
      id: 'train',
      label: t('chart.train'),
      colour: 'train',
      look: 'dashed',
      points: toEpochPoints(measured.epochs, metric),
    },
    {
      id: 'validation',
      label: t('chart.validation'),
      colour: 'validation',
      look: 'solid',
      points: toEpochPoints(measured.epochs, metric === 'loss' ? 'valLoss' : 'valAccuracy'),
    },
  ];
}

/** Validation's ROC AUC by epoch. */
export function toRocAucSeries(epochs: readonly EpochMetrics[]): readonly Series[] {
  return [
    {
      id: 'validation',
      label: t('chart.validation'),
      colour: 'validation',
      look: 'solid',
      points: toEpochPoints(epochs, 'valRocAuc'),
    },
  ];
}

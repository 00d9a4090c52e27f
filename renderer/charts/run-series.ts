import type { EpochMetrics } from '../../shared/domain/metric.ts';
import type { Measured } from '../measured.ts';
import { t } from '../text/t.ts';
import type { Point, Series } from './series.ts';

/**
 * The largest batch number seen: how many batches an epoch has, once one is over. 1 where none was seen.
 */
export function countBatchesPerEpoch(batches: Measured['batches']): number {
  return batches.reduce((most, epoch) => Math.max(most, epoch.at(-1)?.batch ?? 0), 1);
}

/**
 * The batches of a run on an axis of epochs: batch b of B in epoch e lies at e - 1 + b / B, so that epoch e
 * as a whole, measured at its end, lies at e.
 */
export function toBatchPoints(
  batches: Measured['batches'],
  metric: 'loss' | 'accuracy',
  batchesPerEpoch: number,
): Point[] {
  return batches.flatMap((epoch) =>
    epoch.map((batch) => ({ x: batch.epoch - 1 + batch.batch / batchesPerEpoch, y: batch[metric] })),
  );
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
  const perEpoch = batchesPerEpoch ?? countBatchesPerEpoch(measured.batches);
  return [
    {
      id: 'batch',
      label: t('chart.batch'),
      colour: 'batch',
      look: 'faint',
      points: toBatchPoints(measured.batches, metric, perEpoch),
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

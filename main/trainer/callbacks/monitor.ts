import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { type MonitorName, monitorModes } from '../../../shared/domain/monitor.ts';

export type { MonitorName } from '../../../shared/domain/monitor.ts';

/**
 * Whether an epoch beats another by the monitored metric; of equals, and where the metric cannot be told
 * (an AUC of one class), the one with the lower validation loss.
 */
export function isBetter(candidate: EpochMetrics, best: EpochMetrics, monitor: MonitorName): boolean {
  const gain = compare(candidate[monitor], best[monitor], monitorModes[monitor]);
  return gain > 0 || (gain === 0 && candidate.valLoss < best.valLoss);
}

/** The best epoch so far; null before the first. */
export function pickBestEpoch(history: readonly EpochMetrics[], monitor: MonitorName): EpochMetrics | null {
  return history.reduce<EpochMetrics | null>(
    (best, epoch) => (best === null || isBetter(epoch, best, monitor) ? epoch : best),
    null,
  );
}

function compare(candidate: number | null, best: number | null, mode: 'max' | 'min'): number {
  const gain = (candidate ?? 0) - (best ?? 0);
  return mode === 'max' ? gain : -gain;
}

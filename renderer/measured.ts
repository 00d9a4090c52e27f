import type { BatchMetrics, EpochMetrics } from '../shared/domain/metric.ts';

/** What a run has measured: batches of each epoch in order, and epochs in order. */
export interface Measured {
  readonly batches: readonly (readonly BatchMetrics[])[];
  readonly epochs: readonly EpochMetrics[];
}

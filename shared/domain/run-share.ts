import type { RunProgress } from './run.ts';

/**
 * How much of a run's planned work is done, from 0 to 1. Validation and saving count as the end of their
 * epoch; early stopping may end the run before 1.
 */
export function toRunShare({ phase, epoch, epochs, batch, batches }: RunProgress): number {
  if (phase === 'preparing' || epoch === 0) return 0;
  const isInBatches = phase === 'training' || phase === 'paused';
  const ofEpoch = isInBatches ? (batches > 0 ? batch / batches : 0) : 1;
  return Math.min(1, (epoch - 1 + ofEpoch) / epochs);
}

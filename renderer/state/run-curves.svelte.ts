import type { BatchMetrics, EpochMetrics } from '../../shared/domain/metric.ts';
import type { Measured } from '../measured.ts';

/**
 * What a run has measured so far, batch by batch and epoch by epoch. Batches come by the hundred a second:
 * they are kept in plain arrays, and whoever reads them is told at most ten times a second.
 */
export class RunCurves {
  /** Batches of each epoch in order, the first epoch first. */
  #batches: BatchMetrics[][] = [];
  #epochs: EpochMetrics[] = [];
  #measured = $state.raw<Measured>({ batches: [], epochs: [] });
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** A new object each time there's something new; the arrays in it change in place. */
  get measured(): Measured {
    return this.#measured;
  }

  /** Puts everything a run has stored in place of what is here. */
  replace(batches: readonly BatchMetrics[], epochs: readonly EpochMetrics[]): void {
    this.#batches = [];
    for (const batch of batches) this.#insertBatch(batch);
    this.#epochs = [...epochs].sort((a, b) => a.epoch - b.epoch);
    this.#announce();
  }

  /** Adds one batch. The first of an epoch begins it anew: a resumed run does its broken epoch again. */
  addBatch(batch: BatchMetrics): void {
    if (batch.batch === 1) this.#batches.length = Math.min(this.#batches.length, batch.epoch - 1);
    this.#insertBatch(batch);
    this.#announceSoon();
  }

  addEpoch(metrics: EpochMetrics): void {
    this.#epochs = [...this.#epochs.filter(({ epoch }) => epoch < metrics.epoch), metrics];
    this.#announce();
  }

  #insertBatch(batch: BatchMetrics): void {
    while (this.#batches.length < batch.epoch) this.#batches.push([]);
    const epoch = this.#batches[batch.epoch - 1];
    if (epoch === undefined) return;
    if ((epoch.at(-1)?.batch ?? 0) < batch.batch) {
      epoch.push(batch);
      return;
    }
    const place = epoch.findIndex((each) => each.batch >= batch.batch);
    epoch.splice(place, epoch[place]?.batch === batch.batch ? 1 : 0, batch);
  }

  #announceSoon(): void {
    this.#timer ??= setTimeout(() => this.#announce(), 100);
  }

  #announce(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#measured = { batches: this.#batches, epochs: this.#epochs };
  }
}

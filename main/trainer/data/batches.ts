import { setImmediate } from 'node:timers/promises';
import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import type { LabelledRecords } from '../../../shared/trainer-protocol.ts';
import { orderEpoch } from './order-epoch.ts';

/** Records to train on together, with their labels. */
export interface Batch {
  readonly records: readonly number[];
  readonly labels: readonly number[];
  /** Place of the first of them in the epoch's order. */
  readonly position: number;
}

/** The batches of one epoch, in an order that the seed and the epoch give; the last one may be smaller. */
export function planEpoch(
  { records, labels }: LabelledRecords,
  settings: Pick<RunSettings, 'batchSize' | 'sampler' | 'seed'>,
  epoch: number,
): Batch[] {
  const { batchSize } = settings;
  const order = orderEpoch(labels, settings, epoch);
  return divide(order, batchSize).map((places, index) => ({
    records: places.map((place) => records[place] ?? 0),
    labels: places.map((place) => labels[place] ?? 0),
    position: index * batchSize,
  }));
}

/** Divides a list into stretches of `size`; the last one may be smaller. */
export function divide<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** Lets messages and other jobs in: an engine's operations block the thread, so jobs call this between batches. */
export async function takeTurns(): Promise<void> {
  await setImmediate();
}

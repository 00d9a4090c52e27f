import { setImmediate } from 'node:timers/promises';
import { createRandom, deriveSeed, shuffle } from '../../../shared/domain/seeded-random.ts';
import type { LabelledRecords } from '../../../shared/trainer-protocol.ts';

/** Records to train on together, with their labels. */
export interface Batch {
  readonly records: readonly number[];
  readonly labels: readonly number[];
}

/** The batches of one epoch, in an order that the seed and the epoch give; the last one may be smaller. */
export function planEpoch(
  { records, labels }: LabelledRecords,
  batchSize: number,
  seed: number,
  epoch: number,
): Batch[] {
  const order = shuffle([...records.keys()], createRandom(deriveSeed(seed, 'shuffle', epoch)));
  return divide(order, batchSize).map((places) => ({
    records: places.map((place) => records[place] ?? 0),
    labels: places.map((place) => labels[place] ?? 0),
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

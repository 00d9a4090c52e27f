import { expect, test } from 'vitest';
import { planEpoch } from '../../../main/trainer/data/batches.ts';
import { orderEpoch } from '../../../main/trainer/data/order-epoch.ts';

/** 3,875 of one class and 1,341 of the other, as in the report's training folder. */
const labels = [...new Array<number>(1341).fill(0), ...new Array<number>(3875).fill(1)];

test('the weighted sampler draws each class as often and each image of a class alike', () => {
  const drawn = orderEpoch(labels, { sampler: 'weighted', seed: 1 }, 1);
  expect(drawn.length).toBe(labels.length);
  const positives = drawn.filter((place) => labels[place] === 1).length;
  // Four standard errors of 5,216 throws of a coin: 2 sqrt(5216) = 144.
  expect(Math.abs(positives - 2608)).toBeLessThan(145);
  // With replacement, an image of the small class is missed with probability (1 - 1/2/1341)^5216 = 0.143.
  const seen = new Set(drawn.filter((place) => labels[place] === 0)).size;
  expect(Math.abs(seen / 1341 - 0.857)).toBeLessThan(0.04);
});

test('the order depends on seed and epoch alone', () => {
  for (const sampler of ['shuffle', 'weighted'] as const) {
    const order = orderEpoch(labels, { sampler, seed: 1 }, 3);
    expect(orderEpoch(labels, { sampler, seed: 1 }, 3)).toEqual(order);
    expect(orderEpoch(labels, { sampler, seed: 1 }, 4)).not.toEqual(order);
    expect(orderEpoch(labels, { sampler, seed: 2 }, 3)).not.toEqual(order);
  }
});

test('batches know where in the epoch they begin', () => {
  const records = [10, 11, 12, 13, 14];
  const batches = planEpoch(
    { records, labels: [0, 1, 0, 1, 0] },
    { batchSize: 2, sampler: 'shuffle', seed: 1 },
    1,
  );
  expect(batches.map(({ position }) => position)).toEqual([0, 2, 4]);
  expect(batches.flatMap((batch) => batch.records).sort()).toEqual(records);
});

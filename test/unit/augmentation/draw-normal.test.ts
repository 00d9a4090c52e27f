import { expect, test } from 'vitest';
import { drawNormal } from '../../../main/trainer/data/augmentation/draw-normal.ts';
import { createRandom } from '../../../shared/domain/seeded-random.ts';

const count = 400_000;

function drawMany(seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => drawNormal(random));
}

/** Shares of the standard normal distribution below a place, from its published tables. */
const shares = [
  [-3.5, 0.00023263],
  [-3, 0.0013499],
  [-2, 0.0227501],
  [-1, 0.1586553],
  [-0.5, 0.3085375],
  [0, 0.5],
  [0.25, 0.5987063],
  [1, 0.8413447],
  [1.96, 0.9750021],
  [3, 0.9986501],
  [3.5, 0.99976737],
] as const;

test.each(shares)('the share below %f, the tail beyond the lowest layer included', (place, share) => {
  const below = drawMany(11).filter((value) => value < place).length / count;
  // Five standard errors.
  expect(Math.abs(below - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / count));
});

test('mean, variance, skewness and kurtosis', () => {
  const drawn = drawMany(12);
  const moment = (power: number): number => drawn.reduce((sum, value) => sum + value ** power, 0) / count;
  // Moments of the normal distribution, within five standard errors: Var(x^k) = E x^2k - (E x^k)^2.
  const within = (variance: number): number => 5 * Math.sqrt(variance / count);
  expect(Math.abs(moment(1))).toBeLessThan(within(1));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(within(2));
  expect(Math.abs(moment(3))).toBeLessThan(within(15));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(within(96));
});

test('neighbouring numbers do not go together', () => {
  const drawn = drawMany(13);
  const together = drawn.reduce((sum, value, index) => sum + value * (drawn[index + 1] ?? 0), 0) / count;
  expect(Math.abs(together)).toBeLessThan(5 / Math.sqrt(count));
});

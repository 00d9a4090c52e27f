import { expect } from 'vitest';
import { createRandom } from '../../../../shared/domain/seeded-random.ts';

/** Values spread evenly over [-1, 1), the same each time. */
export function drawValues(size: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => random.next() * 2 - 1);
}

/**
 * Sees that values agree within a share of the greatest of them.
 *
 * @param subject named where they do not
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  share = 1e-5,
  subject = 'values',
): void {
  expect(actual.length, subject).toBe(expected.length);
  let scale = 1e-6;
  let worst = 0;
  for (let index = 0; index < expected.length; index += 1) {
    const [value = Number.NaN, wanted = Number.NaN] = [actual[index], expected[index]];
    scale = Math.max(scale, Math.abs(wanted));
    worst = Math.max(worst, Math.abs(value - wanted));
    if (Number.isNaN(value - wanted)) worst = Number.POSITIVE_INFINITY;
  }
  expect(worst / scale, `${subject}: greatest difference, as a share of the greatest value`).toBeLessThan(
    share,
  );
}

/** Length of a vector. */
export function measureNorm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

import { describe, expect, it } from 'vitest';
import { summarizeSpread } from '../../../shared/domain/statistics/spread.ts';

describe('summarizeSpread', () => {
  it('is the mean and the sample deviation, by hand', () => {
    // Squares of the distances from 5: 9, 1, 1, 1, 0, 0, 4, 16, together 32; 32 / 7.
    expect(summarizeSpread([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      count: 8,
      mean: 5,
      deviation: Math.sqrt(32 / 7),
      minimum: 2,
      maximum: 9,
    });
  });

  it('has no deviation of a single value, and is nothing of none', () => {
    expect(summarizeSpread([0.9])).toMatchObject({ count: 1, mean: 0.9, deviation: null });
    expect(summarizeSpread([])).toBeNull();
  });
});

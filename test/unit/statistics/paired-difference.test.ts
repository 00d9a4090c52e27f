import { describe, expect, test } from 'vitest';
import { estimatePairedDifference } from '../../../shared/domain/statistics/paired-difference.ts';

describe('the difference of two models’ right decisions on the same images', () => {
  test('has the interval that Agresti and Min’s formula gives by hand', () => {
    // 100 images, 4 right by the first alone, 14 by the second alone.
    // Half an image to each cell: 4.5, 14.5, of 102. Centre 10 / 102 = 0.0980392.
    // Standard error sqrt(19 - 100 / 102) / 102 = sqrt(18.0196078) / 102 = 0.0416170; times 1.959964 = 0.0815678.
    const { difference, interval } = estimatePairedDifference({ onlyFirst: 4, onlySecond: 14, images: 100 });
    expect(difference).toBeCloseTo(0.1, 12);
    expect(interval[0]).toBeCloseTo(0.0164714, 6);
    expect(interval[1]).toBeCloseTo(0.179607, 6);
  });

  test('is none, with room on both sides, where all decisions agree', () => {
    // Centre 0; sqrt(1) / 12 times 1.959964 = 0.1633303.
    const { difference, interval } = estimatePairedDifference({ onlyFirst: 0, onlySecond: 0, images: 10 });
    expect(difference).toBe(0);
    expect(interval[0]).toBeCloseTo(-0.1633303, 6);
    expect(interval[1]).toBeCloseTo(0.1633303, 6);
  });

  test('turns round with the models', () => {
    const one = estimatePairedDifference({ onlyFirst: 3, onlySecond: 9, images: 40 });
    const other = estimatePairedDifference({ onlyFirst: 9, onlySecond: 3, images: 40 });
    expect(other.difference).toBeCloseTo(-one.difference, 12);
    expect(other.interval[0]).toBeCloseTo(-one.interval[1], 12);
  });
});

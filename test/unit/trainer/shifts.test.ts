import { describe, expect, test } from 'vitest';
import { compressAsJpeg } from '../../../main/trainer/evaluation/stress/compress-as-jpeg.ts';
import { reduceResolution } from '../../../main/trainer/evaluation/stress/reduce-resolution.ts';
import { shifts } from '../../../main/trainer/evaluation/stress/shifts.ts';
import { listBreakingShifts, shiftNames } from '../../../shared/domain/stress.ts';
import { references } from '../augmentation/references.ts';

describe("compression agrees with Pillow's JPEG", () => {
  test.each(references.jpeg)('at quality $quality', ({ quality, side, image, expected }) => {
    const values = Float32Array.from(image, (byte) => byte / 255);
    compressAsJpeg(values, side, quality);
    const differences = expected.map((level, index) => Math.abs(level - (values[index] ?? 0) * 255));
    // libjpeg transforms in whole numbers: where a frequency lies half-way between two steps, it may take the
    // other one, which moves its whole block a little: here at most one block of nine.
    const apart = differences.filter((difference) => difference > 1.01).length;
    expect(apart / differences.length).toBeLessThan(0.12);
    expect(differences.filter((difference) => difference < 0.01).length).toBeGreaterThan(0.65 * side * side);
  });

  test('of a side that 8 does not divide leaves a plain image plain', () => {
    const values = new Float32Array(11 * 11).fill(100 / 255);
    compressAsJpeg(values, 11, 50);
    // 100 - 128 is -28, 8 times that is -224 = 14 steps of 16.
    expect(new Set(values)).toEqual(new Set([Math.fround(100 / 255)]));
  });
});

describe('a lower resolution', () => {
  test('takes the mean of the pixels that fall together', () => {
    const image = Float32Array.of(0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1);
    reduceResolution(image, 4, 2);
    // The means are 1/2, 0, 0 and 1; the corners lie beyond their centres and keep them.
    expect([image[0], image[3], image[12], image[15]]).toEqual([0.5, 0, 0, 1]);
    // Half-pixel centres: three quarters of the one and a quarter of the other.
    expect(image[1]).toBeCloseTo(0.375, 6);
  });

  test('shares a pixel between the cells that it lies in', () => {
    const image = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1);
    reduceResolution(image, 3, 1.5);
    // Two cells of 1.5 pixels: (0 + 0.5 * 0) / 1.5 and (0.5 * 0 + 1) / 1.5.
    expect(image[0]).toBeCloseTo(0, 6);
    expect(image[2]).toBeCloseTo(2 / 3, 6);
  });
});

describe('every shift', () => {
  const { side, image } = references;

  test.each(shiftNames)('%s changes the image, keeps to [0, 1] and repeats itself', (name) => {
    const { strengths, apply } = shifts[name];
    for (const strength of strengths) {
      const shifted = Float32Array.from(image);
      apply(shifted, side, strength, 5);
      const again = Float32Array.from(image);
      apply(again, side, strength, 5);
      expect(again).toEqual(shifted);
      expect(shifted).not.toEqual(Float32Array.from(image));
      expect(Math.min(...shifted)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...shifted)).toBeLessThanOrEqual(1);
    }
  });

  test('a border is black and leaves the middle of the image in the middle', () => {
    const plain = new Float32Array(50 * 50).fill(0.5);
    shifts.border.apply(plain, 50, 0.12, 0);
    expect(plain[0]).toBe(0);
    expect(plain[5 * 50 + 25]).toBe(0);
    expect(plain[6 * 50 + 25]).toBeCloseTo(0.5, 6);
    expect(plain[25 * 50 + 25]).toBeCloseTo(0.5, 6);
  });
});

test('a shift breaks a model where balanced accuracy falls by more than 5 points', () => {
  const figures = (sensitivity: number, specificity: number) => ({
    accuracy: 0.9,
    rocAuc: null,
    sensitivity,
    specificity,
  });
  const shifted = [
    { shift: 'blur' as const, strength: 1, ...figures(0.9, 0.82) },
    { shift: 'noise' as const, strength: 2, ...figures(1, 0.68) },
  ];
  expect(listBreakingShifts({ unshifted: figures(0.9, 0.9), shifted })).toEqual([shifted[1]]);
});

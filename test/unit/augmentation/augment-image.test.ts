import { describe, expect, test } from 'vitest';
import { augmentImage } from '../../../main/trainer/data/augmentation/augment-image.ts';
import { noChanges, type ImageChanges } from '../../../main/trainer/data/augmentation/image-changes.ts';
import type { FillMode } from '../../../shared/domain/settings/augmentation-settings.ts';
import { expectClose } from '../trainer/support/compare.ts';
import { references } from './references.ts';

const { side } = references;

function change(changes: Partial<ImageChanges>, fillMode: FillMode = 'nearest'): Float32Array {
  const image = Float32Array.from(references.image);
  augmentImage(image, side, { ...noChanges, ...changes }, fillMode);
  return image;
}

describe("geometry agrees with Keras's apply_affine_transform", () => {
  test.each(references.affine)(
    '$fillMode: rotation $rotation, shift $rowShift $columnShift, shear $shear, zoom $rowZoom $columnZoom',
    ({ fillMode, expected, ...changes }) => {
      expectClose(change(changes, fillMode), expected, 2e-6);
    },
  );

  test('flips turn the image round, cell by cell', () => {
    const { horizontal, vertical } = references.flips;
    expect(change({ isFlippedHorizontally: true })).toEqual(Float32Array.from(horizontal));
    expect(change({ isFlippedVertically: true })).toEqual(Float32Array.from(vertical));
  });

  test('a flip after a rotation is the mirror image of the rotation', () => {
    const rotated = change({ rotation: 30 });
    const flipped = change({ rotation: 30, isFlippedHorizontally: true });
    const mirrored = Float32Array.from(rotated, (_, index) => {
      const column = index % side;
      return rotated[index - column + (side - 1 - column)] ?? Number.NaN;
    });
    expectClose(flipped, mirrored, 1e-6);
  });
});

test.each(references.crops)(
  "a resized crop agrees with Pillow's: $top $left $height $width",
  ({ expected, ...crop }) => {
    expectClose(change({ crop }), expected, 2e-6);
  },
);

describe('grey values', () => {
  test.each(references.brightness)('brightness times $factor', ({ factor, expected }) => {
    expectClose(change({ brightness: factor }), expected, 1e-6);
  });

  test.each(references.contrast)('contrast times $factor', ({ factor, expected }) => {
    expectClose(change({ contrast: factor }), expected, 1e-6);
  });

  test.each(references.gamma)('gamma $gamma', ({ gamma, expected }) => {
    expectClose(change({ gamma }), expected, 1e-6);
  });

  test.each(references.blur)("a blur of $deviation agrees with scipy's", ({ deviation, expected }) => {
    expectClose(change({ blur: deviation }), expected, 1e-6);
  });

  test.each(references.sharpen)('unsharp masking by $amount', ({ amount, expected }) => {
    expectClose(change({ sharpening: amount }), expected, 2e-6);
  });
});

describe('noise', () => {
  const grey = 128;
  function addTo(value: number, seed: number): number[] {
    const image = new Float32Array(grey * grey).fill(value);
    augmentImage(image, grey, { ...noChanges, noise: 0.05, noiseSeed: seed }, 'nearest');
    return [...image].map((noisy) => noisy - value);
  }

  test('has the mean, the deviation and the kurtosis of the normal distribution', () => {
    const differences = addTo(0.5, 3);
    const mean = average(differences);
    const deviation = Math.sqrt(average(differences.map((value) => (value - mean) ** 2)));
    // Four standard errors each, of 16,384 draws: d/128, d/(128 sqrt 2), and sqrt(24)/128.
    expect(Math.abs(mean)).toBeLessThan((4 * 0.05) / 128);
    expect(Math.abs(deviation - 0.05)).toBeLessThan((4 * 0.05) / (128 * Math.SQRT2));
    const kurtosis = average(differences.map((value) => ((value - mean) / deviation) ** 4));
    expect(Math.abs(kurtosis - 3)).toBeLessThan((4 * Math.sqrt(24)) / 128);
  });

  test('is repeated by its seed alone, and stays within the grey range', () => {
    expect(addTo(0.5, 3)).toEqual(addTo(0.5, 3));
    expect(addTo(0.5, 3)).not.toEqual(addTo(0.5, 4));
    expect(Math.min(...addTo(0, 3))).toBe(0);
    expect(Math.max(...addTo(1, 3))).toBe(0);
  });
});

test('a cut-out blanks its square, as much of it as lies inside', () => {
  const middle = change({ cutoutSide: 3, cutoutRow: 5.5, cutoutColumn: 2.5 });
  expect(listZeros(middle)).toEqual([45, 46, 47, 56, 57, 58, 67, 68, 69]);
  const corner = change({ cutoutSide: 4, cutoutRow: 0, cutoutColumn: 11 });
  expect(listZeros(corner)).toEqual([9, 10, 20, 21]);
});

test('no changes leave every value as it was', () => {
  expect(change({})).toEqual(Float32Array.from(references.image));
});

function listZeros(image: Float32Array): number[] {
  return [...image].flatMap((value, index) => (value === 0 ? [index] : []));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

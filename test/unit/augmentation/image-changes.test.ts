import { describe, expect, test } from 'vitest';
import { drawChanges, noChanges } from '../../../main/trainer/data/augmentation/image-changes.ts';
import { createRandom } from '../../../shared/domain/seeded-random.ts';
import {
  augmentationSettingsSchema,
  type AugmentationSettings,
} from '../../../shared/domain/settings/augmentation-settings.ts';

const side = 100;
const neutral = augmentationSettingsSchema.parse({});

function drawMany(settings: Partial<AugmentationSettings>): ReturnType<typeof drawChanges>[] {
  const random = createRandom(1);
  return Array.from({ length: 2000 }, () => drawChanges({ ...neutral, ...settings }, side, random));
}

describe('changes drawn', () => {
  test('are none at the defaults', () => {
    const [drawn] = drawMany({});
    expect(drawn).toEqual({
      ...noChanges,
      noiseSeed: drawn?.noiseSeed,
      cutoutRow: drawn?.cutoutRow,
      cutoutColumn: drawn?.cutoutColumn,
    });
  });

  test.each([
    ['rotation', { rotationRange: 30 }, -30, 30],
    ['rowShift', { heightShiftRange: 0.1 }, -10, 10],
    ['columnShift', { widthShiftRange: 0.2 }, -20, 20],
    ['shear', { shearRange: 5 }, -5, 5],
    ['rowZoom', { zoomRange: 0.2 }, 0.8, 1.2],
    ['columnZoom', { zoomRange: 0.2 }, 0.8, 1.2],
    ['brightness', { brightnessRange: 0.3 }, 0.7, 1.3],
    ['contrast', { contrastRange: 0.3 }, 0.7, 1.3],
    ['gamma', { gammaRange: 1 }, 0.5, 2],
    ['blur', { blurRange: 2 }, 0, 2],
    ['sharpening', { sharpenRange: 3 }, 0, 3],
    ['noise', { noiseRange: 0.1 }, 0, 0.1],
    ['cutoutRow', { cutoutSize: 0.3 }, 0, 100],
    ['cutoutColumn', { cutoutSize: 0.3 }, 0, 100],
  ] as const)('%s fills its range and never leaves it', (name, settings, low, high) => {
    const drawn = drawMany(settings).map((changes) => changes[name]);
    const margin = (high - low) * 0.01;
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(low);
    expect(Math.min(...drawn)).toBeLessThan(low + margin);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(high);
    expect(Math.max(...drawn)).toBeGreaterThan(high - margin);
  });

  test('flip half of the images', () => {
    const flipped = drawMany({ horizontalFlip: true }).filter((changes) => changes.isFlippedHorizontally);
    // Four standard errors of 2,000 throws of a coin: 89.
    expect(Math.abs(flipped.length - 1000)).toBeLessThan(90);
    expect(drawMany({ horizontalFlip: true }).some((changes) => changes.isFlippedVertically)).toBe(false);
  });

  test('flip each way on its own', () => {
    const drawn = drawMany({ horizontalFlip: true, verticalFlip: true });
    // Four standard errors of a quarter of 2,000: 77.
    for (const [isAcross, isDown] of [
      [false, true],
      [true, false],
      [true, true],
    ]) {
      const count = drawn.filter(
        (changes) => changes.isFlippedHorizontally === isAcross && changes.isFlippedVertically === isDown,
      ).length;
      expect(Math.abs(count - 500)).toBeLessThan(78);
    }
  });

  test('blank a square whose side is a share of the image’s', () => {
    expect(drawMany({ cutoutSize: 0.25 }).every(({ cutoutSide }) => cutoutSide === 25)).toBe(true);
  });

  test('crop within the image, from the least area up, sides at most 4 to 3', () => {
    const crops = drawMany({ cropScaleMinimum: 0.08 }).flatMap(({ crop }) => crop ?? []);
    expect(crops.length).toBe(2000);
    const shares = crops.map(({ height, width }) => (height * width) / side ** 2);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.08 - 1e-9);
    expect(Math.min(...shares)).toBeLessThan(0.09);
    for (const { top, left, height, width } of crops) {
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top + height).toBeLessThanOrEqual(side + 1e-9);
      expect(left + width).toBeLessThanOrEqual(side + 1e-9);
      expect(Math.max(height / width, width / height)).toBeLessThanOrEqual(4 / 3 + 1e-9);
    }
  });

  test('stay as they were when another change is turned on', () => {
    const first = drawChanges({ ...neutral, rotationRange: 30 }, side, createRandom(9));
    const more = {
      ...neutral,
      rotationRange: 30,
      contrastRange: 0.5,
      horizontalFlip: true,
      cropScaleMinimum: 0.5,
    };
    expect(drawChanges(more, side, createRandom(9)).rotation).toBe(first.rotation);
  });
});

import type { FillMode } from '../../../../shared/domain/settings/augmentation-settings.ts';
import { addNoise } from './add-noise.ts';
import { adjustGamma } from './adjust-gamma.ts';
import { adjustBrightness, adjustContrast } from './adjust-intensity.ts';
import { composeTransform } from './affine-transform.ts';
import { blur } from './blur.ts';
import { cutOut } from './cut-out.ts';
import type { ImageChanges } from './image-changes.ts';
import { resample } from './resample.ts';
import { sharpen } from './sharpen.ts';

/** A blur below this many pixels changes no grey value that 8 bits can hold. */
const leastBlur = 0.1;

/**
 * Changes an image: first its geometry, then brightness, contrast, gamma, blur, sharpness, noise, and last the
 * square that is blanked.
 *
 * @param image side * side values of [0, 1], row by row; it is changed in place
 */
export function augmentImage(
  image: Float32Array,
  side: number,
  changes: ImageChanges,
  fillMode: FillMode,
): void {
  const transform = composeTransform(changes, side);
  if (transform !== null) resample(image.slice(), image, side, transform, fillMode);
  if (changes.brightness !== 1) adjustBrightness(image, changes.brightness);
  if (changes.contrast !== 1) adjustContrast(image, changes.contrast);
  if (changes.gamma !== 1) adjustGamma(image, changes.gamma);
  if (changes.blur >= leastBlur) blur(image, side, changes.blur);
  if (changes.sharpening > 0) sharpen(image, side, changes.sharpening);
  if (changes.noise > 0) addNoise(image, changes.noise, changes.noiseSeed);
  if (changes.cutoutSide > 0) {
    const { cutoutSide, cutoutRow: row, cutoutColumn: column } = changes;
    cutOut(image, side, { side: cutoutSide, row, column });
  }
}

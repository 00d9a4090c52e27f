import type { RandomGenerator } from '../../../../shared/domain/seeded-random.ts';
import type { AugmentationSettings } from '../../../../shared/domain/settings/augmentation-settings.ts';
import { drawCrop, type Crop } from './crop.ts';

/** What is done to one image, drawn once; the neutral value of each changes nothing. */
export interface ImageChanges {
  /** Degrees, counter-clockwise where rows count downwards. */
  readonly rotation: number;
  /** Pixels that the image moves up and to the left. */
  readonly rowShift: number;
  readonly columnShift: number;
  /** Degrees. */
  readonly shear: number;
  /** Factors of the side that is seen: below 1 zooms in. */
  readonly rowZoom: number;
  readonly columnZoom: number;
  readonly isFlippedHorizontally: boolean;
  readonly isFlippedVertically: boolean;
  /** The part that is kept and stretched to the whole; null keeps all. */
  readonly crop: Crop | null;
  readonly brightness: number;
  readonly contrast: number;
  readonly gamma: number;
  /** Standard deviation in pixels. */
  readonly blur: number;
  readonly sharpening: number;
  /** Standard deviation, as a share of the grey range. */
  readonly noise: number;
  readonly noiseSeed: number;
  /** Side in pixels of a blanked square; 0 for none. */
  readonly cutoutSide: number;
  /** Its centre, in pixels from the image's upper left corner. */
  readonly cutoutRow: number;
  readonly cutoutColumn: number;
}

/** Changes that leave an image as it is. */
export const noChanges: ImageChanges = {
  rotation: 0,
  rowShift: 0,
  columnShift: 0,
  shear: 0,
  rowZoom: 1,
  columnZoom: 1,
  isFlippedHorizontally: false,
  isFlippedVertically: false,
  crop: null,
  brightness: 1,
  contrast: 1,
  gamma: 1,
  blur: 0,
  sharpening: 0,
  noise: 0,
  noiseSeed: 0,
  cutoutSide: 0,
  cutoutRow: 0,
  cutoutColumn: 0,
};

/**
 * Draws what is done to one image. Every number is drawn whether its setting asks for it or not, so that
 * turning one change on leaves the others as they were.
 *
 * @param side of the square image in pixels
 * @param random seeded for this image of this epoch
 */
export function drawChanges(
  settings: AugmentationSettings,
  side: number,
  random: RandomGenerator,
): ImageChanges {
  const drawBetween = (low: number, high: number): number => low + (high - low) * random.next();
  const drawAround = (middle: number, range: number): number => drawBetween(middle - range, middle + range);
  const gammaBound = Math.log1p(settings.gammaRange);
  return {
    rotation: drawAround(0, settings.rotationRange),
    rowShift: drawAround(0, settings.heightShiftRange) * side,
    columnShift: drawAround(0, settings.widthShiftRange) * side,
    shear: drawAround(0, settings.shearRange),
    rowZoom: drawAround(1, settings.zoomRange),
    columnZoom: drawAround(1, settings.zoomRange),
    isFlippedHorizontally: random.next() < 0.5 && settings.horizontalFlip,
    isFlippedVertically: random.next() < 0.5 && settings.verticalFlip,
    brightness: drawAround(1, settings.brightnessRange),
    contrast: drawAround(1, settings.contrastRange),
    gamma: Math.exp(drawAround(0, gammaBound)),
    blur: drawBetween(0, settings.blurRange),
    sharpening: drawBetween(0, settings.sharpenRange),
    noise: drawBetween(0, settings.noiseRange),
    noiseSeed: random.nextUint32(),
    cutoutSide: Math.round(settings.cutoutSize * side),
    cutoutRow: drawBetween(0, side),
    cutoutColumn: drawBetween(0, side),
    // Last, since it may draw several times.
    crop: settings.cropScaleMinimum < 1 ? drawCrop(settings.cropScaleMinimum, side, random) : null,
  };
}

import type { RandomGenerator } from '../../../../shared/domain/seeded-random.ts';

/** A part of an image in pixels, fractions of them included. */
export interface Crop {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Width over height lies between 3/4 and 4/3, as in Szegedy et al. 2015. */
const greatestLogRatio = Math.log(4 / 3);
const mostTries = 10;

/**
 * Draws a random resized crop (Szegedy et al. 2015): an area from `scaleMinimum` to the whole, a ratio of
 * sides drawn log-uniformly, and a place. Where ten drawn shapes do not fit into the image, all of it is kept.
 *
 * @param scaleMinimum share of the image's area
 * @param side of the square image in pixels
 */
export function drawCrop(scaleMinimum: number, side: number, random: RandomGenerator): Crop {
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const area = (scaleMinimum + (1 - scaleMinimum) * random.next()) * side * side;
    const ratio = Math.exp((random.next() * 2 - 1) * greatestLogRatio);
    const width = Math.sqrt(area * ratio);
    const height = Math.sqrt(area / ratio);
    if (width > side || height > side) continue;
    return { top: random.next() * (side - height), left: random.next() * (side - width), height, width };
  }
  return { top: 0, left: 0, height: side, width: side };
}

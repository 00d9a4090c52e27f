import { blur } from './blur.ts';

/** Standard deviation, in pixels, of the blur whose difference is added. */
const maskDeviation = 1;

/**
 * Unsharp masking: adds `amount` times what a blur takes away, held to [0, 1]. In place.
 *
 * @param image side * side values
 */
export function sharpen(image: Float32Array, side: number, amount: number): void {
  const blurred = image.slice();
  blur(blurred, side, maskDeviation);
  for (let index = 0; index < image.length; index += 1) {
    const before = image[index] ?? 0;
    const value = before + amount * (before - (blurred[index] ?? 0));
    image[index] = value > 1 ? 1 : value < 0 ? 0 : value;
  }
}

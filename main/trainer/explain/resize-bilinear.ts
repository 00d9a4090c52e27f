/**
 * Enlarges a map to a square by bilinear interpolation between the centres of its cells, as TensorFlow's
 * `resize` and most image programs do: a pixel's place is (i + 0.5) * size / side - 0.5, kept inside.
 *
 * @param map height * width values, row by row
 * @returns side * side values
 */
export function resizeBilinear(map: Float32Array, height: number, width: number, side: number): Float32Array {
  const rows = placePixels(height, side);
  const columns = placePixels(width, side);
  const at = (row: number, column: number): number => map[row * width + column] ?? 0;
  const resized = new Float32Array(side * side);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const above = mix(at(row.first, column.first), at(row.first, column.second), column.share);
      const below = mix(at(row.second, column.first), at(row.second, column.second), column.share);
      resized[y * side + x] = mix(above, below, row.share);
    });
  });
  return resized;
}

interface Place {
  readonly first: number;
  readonly second: number;
  /** Of the second cell. */
  readonly share: number;
}

function placePixels(cells: number, pixels: number): Place[] {
  return [...Array(pixels).keys()].map((pixel) => {
    const place = Math.min(cells - 1, Math.max(0, ((pixel + 0.5) * cells) / pixels - 0.5));
    const first = Math.floor(place);
    return { first, second: Math.min(cells - 1, first + 1), share: place - first };
  });
}

function mix(first: number, second: number, share: number): number {
  return first + (second - first) * share;
}

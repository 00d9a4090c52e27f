/**
 * Shrinks a square image to columns x rows, each the mean of the whole pixels of its block.
 * @param side of the image in pixels, at least as many as columns and rows
 */
export function averageBlocks(pixels: Uint8Array, side: number, columns: number, rows: number): Float64Array {
  const means = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const top = Math.floor((row * side) / rows);
    const bottom = Math.floor(((row + 1) * side) / rows);
    for (let column = 0; column < columns; column += 1) {
      const left = Math.floor((column * side) / columns);
      const right = Math.floor(((column + 1) * side) / columns);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += pixels[y * side + x] ?? 0;
      }
      means[row * columns + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

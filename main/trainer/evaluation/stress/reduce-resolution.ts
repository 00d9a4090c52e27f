import { resizeBilinear } from '../../explain/resize-bilinear.ts';

/**
 * Takes detail away: the image is made smaller by the mean of the pixels that fall together, and enlarged
 * again. In place.
 *
 * @param image side * side values
 * @param factor by which the side shrinks, above 1
 */
export function reduceResolution(image: Float32Array, side: number, factor: number): void {
  const smallSide = Math.max(1, Math.round(side / factor));
  const rows = shrinkRows(image, side, side, smallSide);
  const small = shrinkRows(rows, smallSide, side, smallSide);
  image.set(resizeBilinear(small, smallSide, smallSide, side));
}

/** Shrinks columns into `smallSide` means, and writes the result turned: columns become rows. */
function shrinkRows(image: Float32Array, height: number, width: number, smallSide: number): Float32Array {
  const shrunk = new Float32Array(smallSide * height);
  const step = width / smallSide;
  for (let cell = 0; cell < smallSide; cell += 1) {
    const [start, end] = [cell * step, (cell + 1) * step];
    for (let row = 0; row < height; row += 1) {
      let sum = 0;
      for (let column = Math.floor(start); column < Math.min(Math.ceil(end), width); column += 1) {
        const covered = Math.min(end, column + 1) - Math.max(start, column);
        sum += (image[row * width + column] ?? 0) * covered;
      }
      shrunk[cell * height + row] = sum / step;
    }
  }
  return shrunk;
}

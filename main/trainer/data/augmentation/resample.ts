import type { FillMode } from '../../../../shared/domain/settings/augmentation-settings.ts';
import type { AffineTransform } from './affine-transform.ts';

/**
 * Moves an image, bilinearly, as `scipy.ndimage.affine_transform` does with order 1 (which Keras uses).
 *
 * @param image side * side values, row by row
 * @param target takes the moved image; another array than `image`
 * @param fillMode what stands where the image has nothing: 0 (`constant`), the edge's value (`nearest`), the
 *   image mirrored at its edge (`reflect`) or repeated (`wrap`, in scipy's way: with a period of side - 1)
 */
export function resample(
  image: Float32Array,
  target: Float32Array,
  side: number,
  transform: AffineTransform,
  fillMode: FillMode,
): void {
  const { rowByRow, rowByColumn, rowOffset, columnByRow, columnByColumn, columnOffset } = transform;
  const last = side - 1;
  const sampleOutside = outsideSamplers[fillMode];
  let index = 0;
  for (let newRow = 0; newRow < side; newRow += 1) {
    const rowStart = rowByRow * newRow + rowOffset;
    const columnStart = columnByRow * newRow + columnOffset;
    for (let newColumn = 0; newColumn < side; newColumn += 1) {
      const row = rowStart + rowByColumn * newColumn;
      const column = columnStart + columnByColumn * newColumn;
      target[index] =
        row >= 0 && column >= 0 && row < last && column < last
          ? sampleInside(image, side, row, column)
          : sampleOutside(image, side, row, column);
      index += 1;
    }
  }
}

/** Both coordinates in [0, side - 1). */
function sampleInside(image: Float32Array, side: number, row: number, column: number): number {
  // Cuts off the fraction, which for numbers from 0 on is a floor, and faster.
  const top = row | 0;
  const left = column | 0;
  const start = top * side + left;
  const right = column - left;
  const a = image[start] ?? 0;
  const b = image[start + 1] ?? 0;
  const c = image[start + side] ?? 0;
  const d = image[start + side + 1] ?? 0;
  const upper = a + (b - a) * right;
  return upper + (c + (d - c) * right - upper) * (row - top);
}

type Sampler = (image: Float32Array, side: number, row: number, column: number) => number;

/** How a place anywhere is read, the image's last row and column included. */
const outsideSamplers: Readonly<Record<FillMode, Sampler>> = {
  constant: (image, side, row, column) =>
    isInside(row, side) && isInside(column, side) ? sampleClamped(image, side, row, column) : 0,
  nearest: (image, side, row, column) =>
    sampleClamped(image, side, clamp(row, side - 1), clamp(column, side - 1)),
  reflect: (image, side, row, column) =>
    interpolate(image, side, row, column, (place) => reflect(place, side)),
  wrap: (image, side, row, column) => sampleClamped(image, side, wrap(row, side), wrap(column, side)),
};

function isInside(place: number, side: number): boolean {
  return place >= 0 && place <= side - 1;
}

function clamp(place: number, last: number): number {
  return Math.min(Math.max(place, 0), last);
}

/** Both coordinates in [0, side - 1]. */
function sampleClamped(image: Float32Array, side: number, row: number, column: number): number {
  return interpolate(image, side, row, column, (place) => Math.min(place, side - 1));
}

/** Reads the four pixels around a place, each at the index that `toIndex` gives. */
function interpolate(
  image: Float32Array,
  side: number,
  row: number,
  column: number,
  toIndex: (place: number) => number,
): number {
  const top = Math.floor(row);
  const left = Math.floor(column);
  const [firstRow, secondRow] = [toIndex(top) * side, toIndex(top + 1) * side];
  const [firstColumn, secondColumn] = [toIndex(left), toIndex(left + 1)];
  const right = column - left;
  const upper =
    (image[firstRow + firstColumn] ?? 0) * (1 - right) + (image[firstRow + secondColumn] ?? 0) * right;
  const lower =
    (image[secondRow + firstColumn] ?? 0) * (1 - right) + (image[secondRow + secondColumn] ?? 0) * right;
  return upper + (lower - upper) * (row - top);
}

/** d c b a | a b c d | d c b a, of whole places. */
function reflect(place: number, side: number): number {
  const period = 2 * side;
  const within = ((place % period) + period) % period;
  return within < side ? within : period - 1 - within;
}

/** scipy's own period: the last pixel and the first are taken for one. */
function wrap(place: number, side: number): number {
  const period = side - 1;
  if (place < 0) return place + period * (Math.trunc(-place / period) + 1);
  return place > period ? place - period * Math.trunc(place / period) : place;
}

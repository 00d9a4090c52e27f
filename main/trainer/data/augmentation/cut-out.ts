/**
 * Blanks a square (cutout, DeVries and Taylor 2017): its pixels become 0; what of it lies outside the image is
 * lost. In place.
 *
 * @param square its side, and its centre from the image's upper left corner, in pixels
 */
export function cutOut(
  image: Float32Array,
  side: number,
  square: { readonly side: number; readonly row: number; readonly column: number },
): void {
  const toEdge = (centre: number): number => Math.round(centre - square.side / 2);
  const top = toEdge(square.row);
  const left = toEdge(square.column);
  const firstColumn = Math.max(left, 0);
  const endColumn = Math.min(left + square.side, side);
  for (let row = Math.max(top, 0); row < Math.min(top + square.side, side); row += 1) {
    image.fill(0, row * side + firstColumn, row * side + endColumn);
  }
}

import type { ImageChanges } from './image-changes.ts';

/**
 * From a pixel of the new image to its place in the old one:
 * `oldRow = rowByRow * row + rowByColumn * column + rowOffset`, and alike for the column.
 */
export interface AffineTransform {
  readonly rowByRow: number;
  readonly rowByColumn: number;
  readonly rowOffset: number;
  readonly columnByRow: number;
  readonly columnByColumn: number;
  readonly columnOffset: number;
}

const identity: AffineTransform = {
  rowByRow: 1,
  rowByColumn: 0,
  rowOffset: 0,
  columnByRow: 0,
  columnByColumn: 1,
  columnOffset: 0,
};

/**
 * Composes every geometric change into one transform, so that an image is resampled once and blurred once.
 * Rotation, shift, shear and zoom are those of Keras's `apply_affine_transform`, about the image's centre and
 * in its order; then flips; then the crop. A height shift moves rows and a width shift columns, which Keras's
 * ImageDataGenerator mixes up.
 *
 * @param side of the square image in pixels
 * @returns null where nothing moves
 */
export function composeTransform(changes: ImageChanges, side: number): AffineTransform | null {
  const { crop } = changes;
  const transforms = [
    toCentred(composeAboutCentre(changes), side),
    ...(crop === null
      ? []
      : [
          {
            ...identity,
            rowByRow: crop.height / side,
            rowOffset: (0.5 * crop.height) / side + crop.top - 0.5,
            columnByColumn: crop.width / side,
            columnOffset: (0.5 * crop.width) / side + crop.left - 0.5,
          },
        ]),
  ];
  const composed = transforms.reduce(compose);
  const isIdentity = Object.entries(identity).every(
    ([cell, value]) => composed[cell as keyof AffineTransform] === value,
  );
  return isIdentity ? null : composed;
}

function composeAboutCentre(changes: ImageChanges): AffineTransform {
  const rotation = toRadians(changes.rotation);
  const shear = toRadians(changes.shear);
  return [
    {
      ...identity,
      rowByRow: Math.cos(rotation),
      rowByColumn: Math.sin(rotation),
      columnByRow: -Math.sin(rotation),
      columnByColumn: Math.cos(rotation),
    },
    { ...identity, rowOffset: changes.rowShift, columnOffset: changes.columnShift },
    { ...identity, columnByRow: -Math.sin(shear), rowByRow: Math.cos(shear) },
    { ...identity, rowByRow: changes.rowZoom, columnByColumn: changes.columnZoom },
    {
      ...identity,
      rowByRow: changes.isFlippedVertically ? -1 : 1,
      columnByColumn: changes.isFlippedHorizontally ? -1 : 1,
    },
  ].reduce(compose);
}

/** The transform whose origin was the image's centre, with the first pixel's centre as its origin. */
function toCentred(transform: AffineTransform, side: number): AffineTransform {
  const centre = side / 2 - 0.5;
  const there = { ...identity, rowOffset: centre, columnOffset: centre };
  const back = { ...identity, rowOffset: -centre, columnOffset: -centre };
  return compose(compose(there, transform), back);
}

/** The matrix product: what `second` does to a place is done first, then what `first` does. */
function compose(first: AffineTransform, second: AffineTransform): AffineTransform {
  const row = [first.rowByRow, first.rowByColumn, first.rowOffset] as const;
  const column = [first.columnByRow, first.columnByColumn, first.columnOffset] as const;
  return {
    rowByRow: row[0] * second.rowByRow + row[1] * second.columnByRow,
    rowByColumn: row[0] * second.rowByColumn + row[1] * second.columnByColumn,
    rowOffset: row[0] * second.rowOffset + row[1] * second.columnOffset + row[2],
    columnByRow: column[0] * second.rowByRow + column[1] * second.columnByRow,
    columnByColumn: column[0] * second.rowByColumn + column[1] * second.columnByColumn,
    columnOffset: column[0] * second.rowOffset + column[1] * second.columnOffset + column[2],
  };
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

import type { Point } from './view-transform.ts';

/** A line laid over an image, in the image's pixels. */
export interface Measurement {
  readonly from: Point;
  readonly to: Point;
}

/** Distance between the centres of neighbouring pixels, in millimetres. */
export interface PixelSpacing {
  readonly columnMm: number;
  readonly rowMm: number;
}

/**
 * How long a line is: in millimetres where the pixels' spacing is known, else in pixels. A JPEG or PNG does
 * not tell its spacing.
 */
export function measureLength(
  { from, to }: Measurement,
  spacing: PixelSpacing | null,
): { readonly value: number; readonly unit: 'px' | 'mm' } {
  const across = to.x - from.x;
  const down = to.y - from.y;
  if (spacing === null) return { value: Math.hypot(across, down), unit: 'px' };
  return { value: Math.hypot(across * spacing.columnMm, down * spacing.rowMm), unit: 'mm' };
}

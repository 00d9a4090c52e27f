import type { PixelSpacing } from '../../shared/domain/grey-picture.ts';
import type { Point } from './view-transform.ts';

/** A line laid over an image, in the image's pixels. */
export interface Measurement {
  readonly from: Point;
  readonly to: Point;
}

export interface Length {
  readonly value: number;
  /** Millimetres at the detector are more than those in the patient, who is before it. */
  readonly unit: 'px' | 'mm' | 'mm-at-detector';
}

/**
 * How long a line is: in millimetres where the pixels' spacing is known, else in pixels. Only DICOM files tell it.
 */
export function measureLength({ from, to }: Measurement, spacing: PixelSpacing | null): Length {
  const across = to.x - from.x;
  const down = to.y - from.y;
  if (spacing === null) return { value: Math.hypot(across, down), unit: 'px' };
  const unit = spacing.plane === 'detector' ? 'mm-at-detector' : 'mm';
  return { value: Math.hypot(across * spacing.columnMm, down * spacing.rowMm), unit };
}

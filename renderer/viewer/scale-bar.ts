import { formatNumber } from '../text/format-number.ts';
import { t } from '../text/t.ts';
import { measureLength, type Length } from './measurement.ts';
import { applyMatrix, invertMatrix, type Matrix } from './view-transform.ts';
import type { PixelSpacing } from '../../shared/domain/grey-picture.ts';

export interface ScaleBar {
  /** 1, 2 or 5 times a power of ten. */
  readonly length: Length;
  /** In pixels of the screen. */
  readonly width: number;
}

/** How long a pixel of the screen is, from left to right, in an image that lies there by a matrix. */
export function measureScreenPixel(matrix: Matrix, spacing: PixelSpacing | null): Length {
  const back = invertMatrix(matrix);
  const [from, to] = [applyMatrix(back, { x: 0, y: 0 }), applyMatrix(back, { x: 1, y: 0 })];
  return measureLength({ from, to }, spacing);
}

/**
 * The longest bar of a round length that there is room for; null where there is none.
 *
 * @param pixel how long a pixel of the screen is
 * @param room in pixels of the screen
 */
export function chooseScaleBar(pixel: Length, room: number): ScaleBar | null {
  const longest = pixel.value * room;
  if (!(longest > 0)) return null;
  const power = 10 ** Math.floor(Math.log10(longest));
  // Ten times, where the logarithm of a power of ten came out a little below.
  const times = [10, 5, 2].find((factor) => factor * power <= longest) ?? 1;
  const value = times * power;
  return { length: { value, unit: pixel.unit }, width: value / pixel.value };
}

/** A bar's length as it is written beside it: in centimetres from one on. */
export function describeScale({ value, unit }: Length): string {
  if (unit === 'px') return t('viewer.measured-px', { value: formatNumber(value) });
  const isLong = value >= 10;
  const shown = { value: formatNumber(isLong ? value / 10 : value) };
  if (unit === 'mm') return t(isLong ? 'viewer.scale-cm' : 'viewer.measured-mm', shown);
  return t(isLong ? 'viewer.scale-cm-detector' : 'viewer.measured-detector', shown);
}

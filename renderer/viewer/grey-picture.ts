import type { GreyPictureHeader, PixelSpacing } from '../../shared/domain/grey-picture.ts';
import { letWindowAnswer } from './let-window-answer.ts';
import { byteWindow } from './value-window.ts';
import type { Size } from './view-transform.ts';

export type GreyValues = Uint8Array | Uint16Array | Int16Array | Float32Array;

/** Values of an image, or of a smaller one of it, row by row. */
export interface GreyLevel extends Size {
  readonly values: GreyValues;
}

/** An image in the values that its file holds, and what the file says of showing it. */
export interface GreyPicture extends GreyLevel, Omit<GreyPictureHeader, 'width' | 'height'> {
  /** How high a pixel is, of its width. */
  readonly pixelAspect: number;
}

/** A picture of 8-bit grey values, of a file that tells nothing of how to show them. */
export function toBytePicture(level: Size & { readonly values: Uint8Array }): GreyPicture {
  return {
    ...level,
    valueType: 'uint8',
    range: [0, 255],
    windows: [byteWindow],
    table: null,
    isInverted: false,
    pixelSpacing: null,
    pixelAspect: 1,
  };
}

/** Pixels made smaller at a time. */
const pixelsAtATime = 1_000_000;

/** From which difference on a pixel's sides count as unequal: less is how exactly detectors are measured. */
const leastStretch = 0.01;

/** How high a pixel is to be shown, of its width: 1 where it is square, nearly so, or its spacing is unknown. */
export function toPixelAspect(spacing: PixelSpacing | null): number {
  const aspect = spacing === null ? 1 : spacing.rowMm / spacing.columnMm;
  return Math.abs(aspect - 1) > leastStretch ? aspect : 1;
}

/**
 * An image and smaller ones of it, each half as wide and high as the one before, down to a side of about 256:
 * a small view of a large film is drawn from a small one, quickly and without flicker.
 *
 * @throws DOMException AbortError when the signal is aborted
 */
export async function makeLevels(picture: GreyLevel, signal: AbortSignal): Promise<readonly GreyLevel[]> {
  const levels = [picture];
  for (let level = picture; Math.min(level.width, level.height) >= 512;) {
    level = await halve(level, signal);
    levels.push(level);
  }
  return levels;
}

/**
 * An image half as wide and high: the mean of every two by two pixels. An odd last row or column is left out.
 *
 * @throws DOMException AbortError when the signal is aborted
 */
export async function halve(level: GreyLevel, signal: AbortSignal): Promise<GreyLevel> {
  const { width, height, values } = level;
  const half = {
    width: Math.max(1, width >> 1),
    height: Math.max(1, height >> 1),
    values: makeLike(values, Math.max(1, width >> 1) * Math.max(1, height >> 1)),
  };
  const rowsAtATime = Math.max(1, Math.floor(pixelsAtATime / (2 * width)));
  for (let top = 0; top < half.height; top += rowsAtATime) {
    if (top > 0) await letWindowAnswer(signal);
    fillHalf(level, half, top, Math.min(half.height, top + rowsAtATime));
  }
  return half;
}

function makeLike(values: GreyValues, length: number): GreyValues {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  if (values instanceof Uint16Array) return new Uint16Array(length);
  if (values instanceof Int16Array) return new Int16Array(length);
  return new Float32Array(length);
}

function fillHalf({ width, height, values }: GreyLevel, half: GreyLevel, top: number, bottom: number): void {
  const isFloat = values instanceof Float32Array;
  const right = width > 1 ? 1 : 0;
  for (let row = top; row < bottom; row += 1) {
    let above = row * 2 * width;
    let below = row * 2 + 1 < height ? above + width : above;
    for (let place = row * half.width; place < (row + 1) * half.width; place += 1, above += 2, below += 2) {
      const sum =
        (values[above] ?? 0) +
        (values[above + right] ?? 0) +
        (values[below] ?? 0) +
        (values[below + right] ?? 0);
      half.values[place] = isFloat ? sum / 4 : (sum + 2) >> 2;
    }
  }
}

/** The smallest of the levels that still has a pixel for every screen pixel, or the image itself. */
export function chooseLevel(
  levels: readonly GreyLevel[],
  screenPixelsAPixel: number,
): { readonly level: GreyLevel; readonly shrunkBy: number } | null {
  const wanted = Math.max(0, Math.floor(Math.log2(1 / screenPixelsAPixel)));
  const place = Math.min(wanted, levels.length - 1);
  const level = levels[place];
  return level === undefined ? null : { level, shrunkBy: 2 ** place };
}

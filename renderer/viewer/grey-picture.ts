import type { Size } from './view-transform.ts';

/** An image's grey values, a byte a pixel, row by row. */
export interface GreyPicture extends Size {
  readonly pixels: Uint8Array;
}

/**
 * An image and smaller ones of it, each half as wide and high as the one before, down to a side of about 256:
 * a small view of a large film is drawn from a small one, quickly and without flicker.
 */
export function makeLevels(picture: GreyPicture): readonly GreyPicture[] {
  const levels = [picture];
  for (let level = picture; Math.min(level.width, level.height) >= 512;) {
    level = halve(level);
    levels.push(level);
  }
  return levels;
}

/** An image half as wide and high: the mean of every two by two pixels. An odd last row or column is left out. */
export function halve({ width, height, pixels }: GreyPicture): GreyPicture {
  const halfWidth = Math.max(1, width >> 1);
  const halfHeight = Math.max(1, height >> 1);
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let row = 0; row < halfHeight; row += 1) {
    let above = row * 2 * width;
    let below = row * 2 + 1 < height ? above + width : above;
    const right = width > 1 ? 1 : 0;
    for (let place = row * halfWidth; place < (row + 1) * halfWidth; place += 1, above += 2, below += 2) {
      const sum =
        (pixels[above] ?? 0) +
        (pixels[above + right] ?? 0) +
        (pixels[below] ?? 0) +
        (pixels[below + right] ?? 0);
      half[place] = (sum + 2) >> 2;
    }
  }
  return { width: halfWidth, height: halfHeight, pixels: half };
}

/** The smallest of the levels that still has a pixel for every screen pixel, or the image itself. */
export function chooseLevel(
  levels: readonly GreyPicture[],
  screenPixelsAPixel: number,
): { readonly level: GreyPicture; readonly shrunkBy: number } | null {
  const wanted = Math.max(0, Math.floor(Math.log2(1 / screenPixelsAPixel)));
  const place = Math.min(wanted, levels.length - 1);
  const level = levels[place];
  return level === undefined ? null : { level, shrunkBy: 2 ** place };
}

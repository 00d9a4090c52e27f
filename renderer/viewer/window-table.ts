/** Which grey values of an image are spread over the screen's: those around `centre`, `width` of them. */
export interface GreyWindow {
  readonly centre: number;
  /** At least 1. */
  readonly width: number;
}

/** The window under which 8-bit values show as they are. */
export const fullWindow: GreyWindow = { centre: 128, width: 256 };

const mostWidth = 512;

/**
 * What each of the 256 grey values shows as, by the linear function of DICOM PS3.3, C.11.2.1.2.1, with an
 * output from 0 to 255, rounded to the nearest.
 *
 * @param isInverted shows black as white, as MONOCHROME1 does
 */
export function makeWindowTable({ centre, width }: GreyWindow, isInverted: boolean): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256);
  const low = centre - 0.5 - (width - 1) / 2;
  const high = centre - 0.5 + (width - 1) / 2;
  for (let value = 0; value < 256; value += 1) {
    const shown =
      value <= low ? 0 : value > high ? 255 : ((value - (centre - 0.5)) / (width - 1) + 0.5) * 255;
    const rounded = Math.round(shown);
    table[value] = isInverted ? 255 - rounded : rounded;
  }
  return table;
}

/** A window moved and widened by a drag, in whole values, within what makes sense for 8 bits. */
export function changeWindow(
  { centre, width }: GreyWindow,
  change: { readonly centre: number; readonly width: number },
): GreyWindow {
  return {
    centre: clamp(Math.round(centre + change.centre), 0, 255),
    width: clamp(Math.round(width + change.width), 1, mostWidth),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

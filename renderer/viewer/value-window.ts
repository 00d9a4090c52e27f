import type { GreyPictureHeader, ValueWindow } from '../../shared/domain/grey-picture.ts';

/** The window under which 8-bit values show as they are. */
export const byteWindow: ValueWindow = { center: 128, width: 256, function: 'linear', explanation: null };

/** What kind of values an image holds. */
export interface Valued extends Pick<GreyPictureHeader, 'valueType'> {
  /** The smallest and the greatest. */
  readonly range: readonly [number, number];
}

/** A move of a window, in 256ths of the image's range of values: as far on any image. */
export interface WindowMove {
  readonly center: number;
  readonly width: number;
}

/** The values that become black and white, all between them grey. A sigmoid comes near both and reaches neither. */
export function toWindowEnds({ center, width, function: kind }: ValueWindow): readonly [number, number] {
  const [middle, reach] = kind === 'linear' ? [center - 0.5, (width - 1) / 2] : [center, width / 2];
  return [middle - reach, middle + reach];
}

/** The window that shows the smallest value black, the greatest white, and all between them. */
export function toFullWindow({ valueType, range: [least, most] }: Valued): ValueWindow {
  if (valueType === 'float32') {
    const width = most > least ? most - least : 1;
    return { center: (least + most) / 2, width, function: 'linear-exact', explanation: null };
  }
  return { center: (least + most + 1) / 2, width: most - least + 1, function: 'linear', explanation: null };
}

/**
 * A window moved and widened within what makes sense for an image: its middle among the values, its width no more
 * than twice their range. Where the file's own window lies beyond that, it may stay there.
 */
export function moveWindow(window: ValueWindow, by: WindowMove, picture: Valued): ValueWindow {
  const [least, most] = picture.range;
  const span = toSpan(picture);
  const isFloat = picture.valueType === 'float32';
  // The linear function counts whole values, so it cannot be narrower than one.
  const kind = isFloat && window.function === 'linear' ? 'linear-exact' : window.function;
  const narrowest = Math.min(window.width, isFloat ? span / 4096 : 1);
  const step = span / 256;
  return {
    center: clamp(
      window.center + by.center * step,
      Math.min(least, window.center),
      Math.max(most, window.center),
    ),
    width: clamp(window.width + by.width * step, narrowest, Math.max(2 * span, window.width)),
    function: kind,
    explanation: null,
  };
}

/** A window in as many digits as an image's values call for: whole where they are whole. */
export function roundWindow(window: ValueWindow, picture: Valued): ValueWindow {
  const isFloat = picture.valueType === 'float32';
  const step = isFloat ? 10 ** Math.floor(Math.log10(toSpan(picture) / 1000)) : 1;
  const round = (value: number): number => (step < 1 ? roundTo(value, 1 / step) : Math.round(value));
  return {
    ...window,
    center: round(window.center),
    width: isFloat ? Math.max(round(window.width), step) : Math.max(round(window.width), 1),
  };
}

/** How many values an image's range holds; of numbers that are not whole, how far it goes. */
export function toSpan({ valueType, range: [least, most] }: Valued): number {
  if (valueType === 'float32') return most > least ? most - least : 1;
  return most - least + 1;
}

/** By a whole number of parts: dividing by one gives 0.3, where multiplying by a tenth gives 0.30000000000000004. */
function roundTo(value: number, parts: number): number {
  return Math.round(value * Math.round(parts)) / Math.round(parts);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

import type { ValueTable, ValueWindow } from '../../shared/domain/grey-picture.ts';
import type { GreyPicture } from './grey-picture.ts';
import { toFullWindow, toSpan, toWindowEnds, type Valued } from './value-window.ts';

/** A way of showing an image's values that can be chosen by name. */
export interface WindowPreset {
  /** The same for what images of one device call the same. */
  readonly id: string;
  /** The file's table, one of its windows, or all values. */
  readonly kind: 'table' | 'window' | 'full';
  /** From 1, among the file's windows. */
  readonly number: number;
  /** What the file calls it; null where it does not. */
  readonly explanation: string | null;
  readonly shown: ValueWindow | ValueTable;
}

/** How an image may be shown: the file's own ways, the first of which is the one to begin with, and all values. */
export function listWindowPresets(picture: GreyPicture): readonly [WindowPreset, ...WindowPreset[]] {
  const { table, windows } = picture;
  const own = [
    ...(table === null ? [] : [toPreset('table', table, 0)]),
    ...windows
      .filter((window) => !isFull(window, picture))
      .map((window, place) => toPreset('window', window, place)),
  ];
  const full = toPreset('full', toFullWindow(picture), 0);
  const [first, ...others] = own;
  return first === undefined ? [full] : [first, ...others, full];
}

function toPreset(kind: WindowPreset['kind'], shown: WindowPreset['shown'], place: number): WindowPreset {
  const { explanation } = shown;
  // Two windows of one name are told apart by their place.
  return { id: [kind, place, explanation ?? ''].join(' '), kind, number: place + 1, explanation, shown };
}

/** A file without windows comes with one that holds all values. */
function isFull(window: ValueWindow, picture: GreyPicture): boolean {
  if (window.explanation !== null || window.function === 'sigmoid') return false;
  const [black, white] = toWindowEnds(window);
  const [least, most] = picture.range;
  const tolerance = 0.01 * toSpan(picture);
  return Math.abs(black - least) <= tolerance && Math.abs(white - most) <= tolerance;
}

/**
 * Whether a window that a reader set on one image makes sense on another: both hold values of one kind, in ranges
 * neither of which is more than twice the other. A film of 12 bits and one of 8 are not alike, nor are a film and
 * a slice in Hounsfield units.
 */
export function areAlike(one: Valued, other: Valued): boolean {
  const ratio = toSpan(one) / toSpan(other);
  return one.valueType === other.valueType && ratio >= 0.5 && ratio <= 2 && doOverlap(one.range, other.range);
}

function doOverlap(one: Valued['range'], other: Valued['range']): boolean {
  return one[0] <= other[1] && other[0] <= one[1];
}

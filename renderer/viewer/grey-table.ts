import type { ValueTable, ValueWindow } from '../../shared/domain/grey-picture.ts';
import { applyValueTable, applyWindow } from '../../shared/domain/value-to-grey.ts';
import type { GreyPicture } from './grey-picture.ts';
import { toWindowEnds } from './value-window.ts';

/** What each value of an image shows as. */
export interface GreyTable {
  /** The value of the first entry. */
  readonly firstValue: number;
  /** Entries for each step of 1 between values; values beyond the ends show as the ends do. */
  readonly entriesAValue: number;
  /** 0 black to 255 white, rounded to the nearest. */
  readonly greys: Uint8ClampedArray;
}

const domains = {
  uint8: { firstValue: 0, count: 256 },
  uint16: { firstValue: 0, count: 65_536 },
  int16: { firstValue: -32_768, count: 65_536 },
} as const;

/** Entries from black to white for values that are not whole: 16 to each grey of the screen. */
const fineEntries = 4096;

/** How many widths from its middle a sigmoid comes within a screen's step of black and white: 1 / (1 + exp(8)). */
const sigmoidReach = 2;

/**
 * What an image's values show as through a window or a table of the file's.
 *
 * @param isInverted shows black as white, as MONOCHROME1 does
 */
export function makeGreyTable(
  shown: ValueWindow | ValueTable,
  valueType: GreyPicture['valueType'],
  isInverted: boolean,
): GreyTable {
  const { firstValue, count, entriesAValue } = chooseEntries(shown, valueType);
  const greys = new Uint8ClampedArray(count);
  for (let entry = 0; entry < count; entry += 1) {
    const value = firstValue + entry / entriesAValue;
    const shade = 'entries' in shown ? applyValueTable(value, shown) : applyWindow(value, shown);
    const grey = Math.round(255 * shade);
    greys[entry] = isInverted ? 255 - grey : grey;
  }
  return { firstValue, entriesAValue, greys };
}

interface Entries {
  readonly firstValue: number;
  readonly entriesAValue: number;
  readonly count: number;
}

function chooseEntries(shown: ValueWindow | ValueTable, valueType: GreyPicture['valueType']): Entries {
  if (valueType !== 'float32') return { ...domains[valueType], entriesAValue: 1 };
  if ('entries' in shown) {
    return { firstValue: shown.firstValue, entriesAValue: 1, count: shown.entries.length };
  }
  const { center, width, function: kind } = shown;
  const reach = sigmoidReach * width;
  const [black, white] = kind === 'sigmoid' ? [center - reach, center + reach] : toWindowEnds(shown);
  // A linear window of width 1 is a threshold and has no room between its ends.
  const room = Math.max(white - black, width / fineEntries);
  // One more than white: at it a linear function is still on its way, by its definition.
  return { firstValue: black, entriesAValue: (fineEntries - 2) / room, count: fineEntries };
}

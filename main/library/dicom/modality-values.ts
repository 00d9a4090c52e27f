import type { DataSet } from 'dicom-parser';
import type { GreySamples } from './dicom-image.ts';
import { readDecimal, readFrameItem, readItem } from './element-values.ts';
import { placeIn, readLookupTable, type LookupTable } from './lookup-table.ts';
import type { PixelLayout } from './pixel-layout.ts';
import type { StoredValues } from './stored-values.ts';

/**
 * Turns stored values into those that windows are for, by the Modality LUT or by rescale slope and intercept: PS3.3,
 * C.11.1. They take the smallest type that holds them.
 */
export function toModalityValues(
  data: DataSet,
  layout: PixelLayout,
  stored: StoredValues,
): GreySamples['values'] {
  const item = readItem(data, 'x00283000');
  const table = item === null ? null : readLookupTable(item, layout.isSigned);
  if (table !== null) return applyTable(stored, table);
  const transformation = readFrameItem(data, 'x00289145');
  const slope = readDecimal(transformation, 'x00281053') ?? 1;
  const intercept = readDecimal(transformation, 'x00281052') ?? 0;
  const isIdentity = slope === 0 || (slope === 1 && intercept === 0);
  if (isIdentity && !(stored instanceof Uint32Array) && !(stored instanceof Int32Array)) return stored;
  const values = makeValues(stored, isIdentity ? 1 : slope, isIdentity ? 0 : intercept);
  rescale(stored, values, isIdentity ? 1 : slope, isIdentity ? 0 : intercept);
  return values;
}

function rescale(
  stored: StoredValues,
  values: GreySamples['values'],
  slope: number,
  intercept: number,
): void {
  for (let at = 0; at < stored.length; at += 1) values[at] = (stored[at] ?? 0) * slope + intercept;
}

function applyTable(stored: StoredValues, table: LookupTable): Uint16Array {
  const values = new Uint16Array(stored.length);
  for (let at = 0; at < stored.length; at += 1)
    values[at] = table.entries[placeIn(table, stored[at] ?? 0)] ?? 0;
  return values;
}

/** Room for values that are whole, or are not, in the smallest type that holds them. */
function makeValues(stored: StoredValues, slope: number, intercept: number): GreySamples['values'] {
  const { length } = stored;
  if (stored instanceof Float32Array || !Number.isInteger(slope) || !Number.isInteger(intercept)) {
    return new Float32Array(length);
  }
  const ends = findEnds(stored).map((end) => end * slope + intercept);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  if (low >= 0 && high <= 0xff) return new Uint8Array(length);
  if (low >= 0 && high <= 0xffff) return new Uint16Array(length);
  return low >= -0x8000 && high <= 0x7fff ? new Int16Array(length) : new Float32Array(length);
}

function findEnds(stored: StoredValues): readonly [number, number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of stored) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

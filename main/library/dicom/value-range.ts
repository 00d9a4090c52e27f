import type { DataSet } from 'dicom-parser';
import type { GreySamples } from './dicom-image.ts';
import { readWord } from './element-values.ts';
import type { StoredValues } from './stored-values.ts';

/**
 * The smallest and the greatest of an image's values, without those that stand for padding (PS3.3, C.7.5.1.1.2) and
 * without what is no number. Where nothing else is left, padding counts; where there is no number, both are 0.
 * @param stored by which padding is told
 */
export function findRange(
  data: DataSet,
  isSigned: boolean,
  stored: StoredValues,
  values: GreySamples['values'],
): readonly [number, number] {
  const padding = readPadding(data, isSigned);
  return (padding === null ? null : scan(stored, values, padding)) ?? scan(stored, values, null) ?? [0, 0];
}

function readPadding(data: DataSet, isSigned: boolean): readonly [number, number] | null {
  const value = readWord(data, 'x00280120', isSigned);
  if (value === null) return null;
  const limit = readWord(data, 'x00280121', isSigned) ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

function scan(
  stored: StoredValues,
  values: GreySamples['values'],
  padding: readonly [number, number] | null,
): readonly [number, number] | null {
  const [from, to] = padding ?? [Infinity, -Infinity];
  let least = Infinity;
  let greatest = -Infinity;
  for (let at = 0; at < values.length; at += 1) {
    const cell = stored[at] ?? 0;
    if (cell >= from && cell <= to) continue;
    const value = values[at] ?? 0;
    if (value < least && value !== -Infinity) least = value;
    if (value > greatest && value !== Infinity) greatest = value;
  }
  return greatest === -Infinity || least === Infinity ? null : [least, greatest];
}

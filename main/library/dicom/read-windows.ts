import type { DataSet } from 'dicom-parser';
import type { ValueTable, ValueWindow } from '../../../shared/domain/grey-picture.ts';
import { readCode, readDecimals, readFrameItem, readItem, readText } from './element-values.ts';
import { readLookupTable } from './lookup-table.ts';

const functions = new Map<string | null, ValueWindow['function']>([
  ['LINEAR_EXACT', 'linear-exact'],
  ['SIGMOID', 'sigmoid'],
]);

/** An image's own windows that can be applied: a linear one is at least 1 wide, any other wider than 0. */
export function readWindows(data: DataSet, characterSet: string | null): ValueWindow[] {
  const item = readFrameItem(data, 'x00289132');
  const centers = readDecimals(item, 'x00281050');
  const widths = readDecimals(item, 'x00281051');
  const explanations = (readText(item, 'x00281055', characterSet) ?? '').split('\\');
  const windowFunction = functions.get(readCode(item, 'x00281056')) ?? 'linear';
  return centers.flatMap((center, at) => {
    const width = widths[at] ?? NaN;
    const isUsable = windowFunction === 'linear' ? width >= 1 : width > 0;
    if (!Number.isFinite(center) || !Number.isFinite(width) || !isUsable) return [];
    const explanation = explanations[at]?.trim() ?? '';
    return [
      { center, width, function: windowFunction, explanation: explanation === '' ? null : explanation },
    ];
  });
}

/** A window from black at the smallest to white at the greatest value. */
export function toRangeWindow([least, greatest]: readonly [number, number], isWhole: boolean): ValueWindow {
  const isExact = !isWhole && greatest > least;
  // PS3.3, C.11.2.1.2: a linear window is black up to center - width / 2, white above center + width / 2 - 1
  return isExact
    ? { center: (least + greatest) / 2, width: greatest - least, function: 'linear-exact', explanation: null }
    : {
        center: (least + greatest + 1) / 2,
        width: greatest - least + 1,
        function: 'linear',
        explanation: null,
      };
}

/** An image's own VOI LUT, the first of its sequence. */
export function readValueTable(
  data: DataSet,
  isSigned: boolean,
  characterSet: string | null,
): ValueTable | null {
  const item = readItem(data, 'x00283010');
  const table = item === null ? null : readLookupTable(item, isSigned);
  if (item === null || table === null) return null;
  const most = 2 ** table.bits - 1;
  return {
    firstValue: table.firstValue,
    entries: Array.from(table.entries, (entry) => Math.min(entry / most, 1)),
    explanation: readText(item, 'x00283003', characterSet),
  };
}

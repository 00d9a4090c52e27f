import type { DataSet, Element } from 'dicom-parser';
import { toTextDecoder } from './character-set.ts';

/** Most characters of a text that is read: none of those that are asked for is longer by the standard. */
const longestText = 10_240;

/** An element's text in its character set, trimmed, with its backslashes; null where it is absent or empty. */
export function readText(data: DataSet, tag: string, characterSet: string | null): string | null {
  const element = data.elements[tag];
  if (element === undefined) return null;
  const bytes = bytesOf(data, element).subarray(0, longestText);
  const text = toTextDecoder(characterSet).decode(bytes).replaceAll('\0', '').trim();
  return text === '' ? null : text;
}

/** An element's first value that is a code (CS, UI, DA, AS): plain ASCII. */
export function readCode(data: DataSet, tag: string): string | null {
  const [first = ''] = (readText(data, tag, null) ?? '').split('\\');
  return first.trim() === '' ? null : first.trim();
}

/** Numbers that are written as text (DS, IS); those that are none are NaN. */
export function readDecimals(data: DataSet, tag: string): number[] {
  const text = readText(data, tag, null);
  if (text === null) return [];
  return text.split('\\').map((part) => (/^\s*[-+.\d][-+.\dEe]*\s*$/.test(part) ? Number(part) : NaN));
}

/** The first of the numbers that are written as text, where it is one. */
export function readDecimal(data: DataSet, tag: string): number | null {
  const [first = NaN] = readDecimals(data, tag);
  return Number.isFinite(first) ? first : null;
}

/** A whole number of 16 bits without a sign (US); null where it is absent or too short. */
export function readUnsigned(data: DataSet, tag: string, index = 0): number | null {
  const bytes = data.elements[tag];
  if (bytes === undefined || bytesOf(data, bytes).length < 2 * index + 2) return null;
  return data.byteArrayParser.readUint16(data.byteArray, bytes.dataOffset + 2 * index);
}

/** Like `readUnsigned`, of a number that may have a sign (US or SS). */
export function readWord(data: DataSet, tag: string, isSigned: boolean, index = 0): number | null {
  const word = readUnsigned(data, tag, index);
  return word !== null && isSigned && word >= 0x8000 ? word - 0x10000 : word;
}

/** The first item of a sequence. */
export function readItem(data: DataSet, tag: string): DataSet | null {
  return data.elements[tag]?.items?.[0]?.dataSet ?? null;
}

/**
 * Of an enhanced image, an item that all frames share or that belongs to the first; of any other image, the same
 * elements lie in the file's own data.
 * @param tag of the sequence in the functional groups, PS3.3, C.7.6.16
 */
export function readFrameItem(data: DataSet, tag: string): DataSet {
  for (const groups of ['x52009229', 'x52009230']) {
    const group = readItem(data, groups);
    const item = group === null ? null : readItem(group, tag);
    if (item !== null) return item;
  }
  return data;
}

/** An element's bytes, no further than the file reaches. */
export function bytesOf(data: DataSet, { dataOffset, length }: Element): Buffer {
  const { buffer, byteOffset, byteLength } = data.byteArray;
  const start = Math.min(dataOffset, byteLength);
  return Buffer.from(buffer, byteOffset + start, Math.min(length, byteLength - start));
}

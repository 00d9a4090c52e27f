import type { DataSet } from 'dicom-parser';
import { bytesOf, readUnsigned, readWord } from './element-values.ts';

/** A table from whole numbers to whole numbers: PS3.3, C.11.1.1 and C.11.2.1.1. */
export interface LookupTable {
  readonly firstValue: number;
  readonly entries: Uint16Array;
  /** Of an entry. */
  readonly bits: number;
}

interface LookupTags {
  readonly descriptor: string;
  readonly data: string;
}

const lutTags: LookupTags = { descriptor: 'x00283002', data: 'x00283006' };

/**
 * Reads a table from its descriptor (how many entries, 65,536 written as 0; the first value; the bits of an entry) and
 * its data, whose entries of 8 bits may be packed two a word.
 * @param isSigned whether the values that it is for may be negative, where the file does not say how the first is written
 * @returns null where there is none, or none that makes sense
 */
export function readLookupTable(data: DataSet, isSigned: boolean, tags = lutTags): LookupTable | null {
  const count = readUnsigned(data, tags.descriptor, 0);
  const representation = data.elements[tags.descriptor]?.vr;
  const hasSign = representation === 'SS' || (representation !== 'US' && isSigned);
  const firstValue = readWord(data, tags.descriptor, hasSign, 1);
  const bits = readUnsigned(data, tags.descriptor, 2);
  const element = data.elements[tags.data];
  if (count === null || firstValue === null || bits === null || element === undefined) return null;
  const length = count === 0 ? 65_536 : count;
  const bytes = bytesOf(data, element);
  if (bits < 1 || bits > 16 || bytes.length < length) return null;
  const isPacked = bytes.length < 2 * length;
  const { byteArrayParser } = data;
  const entries = Uint16Array.from({ length }, (_, at) =>
    isPacked ? (bytes[at] ?? 0) : byteArrayParser.readUint16(bytes, 2 * at),
  );
  return { firstValue, entries, bits };
}

/** The place in the table of the entry for a value: the first or the last for values outside. */
export function placeIn({ firstValue, entries }: LookupTable, value: number): number {
  return Math.min(Math.max(value - firstValue, 0), entries.length - 1);
}

import type { Frame } from './read-frame.ts';
import type { PixelLayout } from './pixel-layout.ts';

export type StoredValues = Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

/**
 * The values of a frame's cells: of Bits Stored below High Bit, with their sign (PS3.5, 8.1.1). One bit a cell begins
 * at the lowest bit of a byte. Numbers of 64 bits become ones of 32.
 */
export function toStoredValues(frame: Frame, layout: PixelLayout): StoredValues {
  if (frame.bitsAllocated === 1) return unpackBits(frame.bytes, layout);
  const cells = toCells(frame, layout);
  const spare = frame.bitsAllocated - layout.bitsStored;
  if (layout.isFloat || spare <= 0) return cells;
  return maskValues(cells, layout, frame.shift);
}

function unpackBits(bytes: Uint8Array, { width, height }: PixelLayout): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => ((bytes[at >> 3] ?? 0) >> (at & 7)) & 1);
}

/** The same bytes as numbers, without a sign where they must be masked first. */
function toCells(
  { bytes, bitsAllocated }: Frame,
  { isFloat, isSigned, bitsStored }: PixelLayout,
): StoredValues {
  // a copy begins at a multiple of eight bytes, which a file's pixels need not
  const { buffer } = new Uint8Array(bytes);
  if (isFloat)
    return bitsAllocated === 64 ? Float32Array.from(new Float64Array(buffer)) : new Float32Array(buffer);
  const hasSign = isSigned && bitsStored === bitsAllocated;
  if (bitsAllocated === 8) return hasSign ? Int16Array.from(new Int8Array(buffer)) : new Uint8Array(buffer);
  if (bitsAllocated === 16) return hasSign ? new Int16Array(buffer) : new Uint16Array(buffer);
  return hasSign ? new Int32Array(buffer) : new Uint32Array(buffer);
}

function maskValues(cells: StoredValues, { bitsStored, isSigned }: PixelLayout, shift: number): StoredValues {
  const isLong = cells instanceof Uint32Array;
  const values = isSigned ? (isLong ? new Int32Array(cells.length) : new Int16Array(cells.length)) : cells;
  const up = 32 - bitsStored - shift;
  const down = 32 - bitsStored;
  for (let at = 0; at < cells.length; at += 1) {
    const raised = (cells[at] ?? 0) << up;
    values[at] = isSigned ? raised >> down : raised >>> down;
  }
  return values;
}

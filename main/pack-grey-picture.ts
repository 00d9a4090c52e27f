import { endianness } from 'node:os';
import type { GreyPictureHeader } from '../shared/domain/grey-picture.ts';
import type { GreySamples } from './library/dicom/dicom-image.ts';

/** Where values begin: at a multiple of the size of any typed array's element. */
const alignment = 8;
/** Of the number that says how long the header is. */
const lengthBytes = 4;

type Values = GreySamples['values'];

/** Packs a picture as `greyPictureType` says: the header's length, the header, and the values, little-endian. */
export function packGreyPicture(header: Omit<GreyPictureHeader, 'valueType'>, values: Values): Buffer {
  const json = Buffer.from(JSON.stringify({ ...header, valueType: toValueType(values) }), 'utf8');
  const start = Math.ceil((lengthBytes + json.byteLength) / alignment) * alignment;
  const packed = Buffer.allocUnsafe(start + values.byteLength).fill(' ', 0, start);
  packed.writeUInt32LE(start - lengthBytes, 0);
  json.copy(packed, lengthBytes);
  packed.set(toLittleEndian(values), start);
  return packed;
}

function toValueType(values: Values): GreyPictureHeader['valueType'] {
  if (values instanceof Uint8Array) return 'uint8';
  if (values instanceof Uint16Array) return 'uint16';
  return values instanceof Int16Array ? 'int16' : 'float32';
}

function toLittleEndian(values: Values): Uint8Array {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (endianness() === 'LE' || values.BYTES_PER_ELEMENT === 1) return bytes;
  const turned = Buffer.from(bytes);
  return values.BYTES_PER_ELEMENT === 2 ? turned.swap16() : turned.swap32();
}

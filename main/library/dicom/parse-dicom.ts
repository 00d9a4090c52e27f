import { inflateRawSync } from 'node:zlib';
import dicomParser, { type ByteStream, type DataSet, type Element } from 'dicom-parser';
import { mostBytes, toNotAnImageError, toTooLargeError } from '../image-error.ts';
import { toDamagedError } from './dicom-error.ts';
import { findElements, guessEncoding, hasPreamble, preambleLength } from './is-dicom.ts';
import {
  describeTransferSyntax,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
  type TransferSyntax,
} from './transfer-syntax.ts';

declare module 'dicom-parser' {
  // the package exports the class, and its types only what an instance is
  // eslint-disable-next-line @typescript-eslint/naming-convention -- its name is not ours
  const DataSet: new (
    byteArrayParser: ByteArrayParser,
    byteArray: ByteArray,
    elements: Record<string, Element>,
  ) => DataSet;
}

/** A file's data elements up to its pixels, whose place is known and whose bytes are not looked at. */
export interface ParsedDicom {
  readonly label: string;
  readonly data: DataSet;
  readonly syntax: TransferSyntax;
}

const pixelDataTag = 'x7fe00010';

/**
 * Finds a DICOM file's data elements.
 * @throws AppError image-not-an-image, image-truncated, image-too-large
 */
export function parseDicom(bytes: Buffer, label: string): ParsedDicom {
  const { uid, offset } = readMeta(bytes, label);
  const syntax = describeTransferSyntax(uid);
  const content = syntax.isDeflated ? inflate(bytes.subarray(offset), label) : bytes;
  const parser = syntax.isBigEndian
    ? dicomParser.bigEndianByteArrayParser
    : dicomParser.littleEndianByteArrayParser;
  const start = syntax.isDeflated ? 0 : offset;
  if (start >= content.length) throw toDamagedError(label, 'it ends after its file meta information');
  const stream = new dicomParser.ByteStream(parser, content, start);
  return { label, data: readElements(stream, content, syntax, label), syntax };
}

/** The transfer syntax, and where the elements begin that are written in it. */
function readMeta(bytes: Buffer, label: string): { uid: string; offset: number } {
  const start = hasPreamble(bytes) ? preambleLength + 4 : (findElements(bytes) ?? 0);
  if (start >= bytes.length) throw toDamagedError(label, 'nothing follows its preamble');
  const stream = new dicomParser.ByteStream(dicomParser.littleEndianByteArrayParser, bytes, start);
  let uid: string | null = null;
  try {
    while (stream.position + 8 <= bytes.length && bytes.readUInt16LE(stream.position) === 0x0002) {
      const { tag, dataOffset, length } = dicomParser.readDicomElementExplicit(stream);
      if (tag === 'x00020010') uid = bytes.toString('latin1', dataOffset, dataOffset + length);
    }
  } catch (thrown) {
    throw toDamagedError(label, 'its file meta information (group 0002) ends early', thrown);
  }
  const stated = uid?.replace(/\0.*$/s, '').trim() ?? '';
  return {
    uid: stated === '' ? guessSyntax(bytes, stream.position, label) : stated,
    offset: stream.position,
  };
}

/** For files that do not say: how their elements look. */
function guessSyntax(bytes: Buffer, offset: number, label: string): string {
  const encoding = guessEncoding(bytes, offset);
  if (encoding === null && !hasPreamble(bytes)) throw toNotAnImageError(label);
  // DICOM's default where nothing else is agreed on: PS3.5, 10.1
  if (encoding?.isExplicit !== true) return implicitLittleEndian;
  return encoding.isBigEndian ? explicitBigEndian : explicitLittleEndian;
}

function inflate(bytes: Buffer, label: string): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: mostBytes });
  } catch (thrown) {
    if (thrown instanceof RangeError) throw toTooLargeError(label);
    throw toDamagedError(label, 'its deflated content cannot be inflated', thrown);
  }
}

function readElements(stream: ByteStream, bytes: Buffer, syntax: TransferSyntax, label: string): DataSet {
  const elements: Record<string, Element> = {};
  const data = new dicomParser.DataSet(stream.byteArrayParser, bytes, elements);
  const options = { untilTag: pixelDataTag };
  try {
    if (syntax.isExplicit) dicomParser.parseDicomDataSetExplicit(data, stream, bytes.length, options);
    else dicomParser.parseDicomDataSetImplicit(data, stream, bytes.length, options);
  } catch (thrown) {
    throw toDamagedError(label, 'its data elements end early or make no sense', thrown);
  }
  return data;
}

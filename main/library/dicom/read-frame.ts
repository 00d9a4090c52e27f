import { mostPixels } from '../image-error.ts';
import { readCodestreamSize } from './codestream-size.ts';
import { isOutOfMemory, toDamagedError, toUnknownEncodingError } from './dicom-error.ts';
import { bytesOf } from './element-values.ts';
import { readFirstFragments } from './frame-fragments.ts';
import { decompressFrame } from './native-codec.ts';
import type { ParsedDicom } from './parse-dicom.ts';
import type { PixelLayout } from './pixel-layout.ts';
import { isKnownTransferSyntax, type Compression } from './transfer-syntax.ts';

/** The cells of the first frame, before masks and signs. */
export interface Frame {
  /** Cells of `bitsAllocated` bits, little-endian. */
  readonly bytes: Uint8Array;
  readonly bitsAllocated: PixelLayout['bitsAllocated'];
  /** The lowest bit of a cell that belongs to its sample: a codestream holds samples and nothing beside them. */
  readonly shift: number;
  readonly isPlanar: boolean;
  /** The codestream, where the frame was compressed. */
  readonly codestream: Buffer | null;
}

/**
 * Reads the first frame's cells, decompressed.
 * @throws AppError image-truncated, dicom-syntax-unknown
 */
export async function readFrame(parsed: ParsedDicom, layout: PixelLayout): Promise<Frame> {
  const { syntax, label } = parsed;
  if (!isKnownTransferSyntax(syntax.uid)) throw toUnknownEncodingError(label, 'transfer syntax', syntax.uid);
  if (syntax.compression === null) return readNativeFrame(parsed, layout);
  return readCompressedFrame(parsed, layout, syntax.compression);
}

function readNativeFrame(parsed: ParsedDicom, layout: PixelLayout): Frame {
  const { width, height, bitsAllocated, pixelElement, bitsStored, highBit, isPlanar } = layout;
  const is422 = layout.samplesPerPixel === 3 && layout.photometricInterpretation.endsWith('_422');
  const samples = width * height * (is422 ? 2 : layout.samplesPerPixel);
  const needed = Math.ceil((samples * bitsAllocated) / 8);
  const stored = bytesOf(parsed.data, pixelElement);
  if (stored.length < needed) {
    throw toDamagedError(
      parsed.label,
      `its Pixel Data (7FE0,0010) has ${stored.length} bytes, and the image needs ${needed}`,
    );
  }
  // a big-endian word of two 8-bit cells has the second first
  const wordLength = bitsAllocated === 8 && pixelElement.vr === 'OW' ? 2 : bitsAllocated / 8;
  const even = Math.min(stored.length, needed + (needed % 2));
  const bytes = parsed.syntax.isBigEndian ? swapBytes(stored.subarray(0, even), wordLength) : stored;
  return {
    bytes: bytes.subarray(0, needed),
    bitsAllocated,
    shift: highBit - bitsStored + 1,
    isPlanar: isPlanar && layout.samplesPerPixel === 3 && !is422,
    codestream: null,
  };
}

function swapBytes(bytes: Buffer, wordLength: number): Buffer {
  const copy = Buffer.from(bytes);
  const whole = copy.subarray(0, copy.length - (copy.length % Math.max(wordLength, 1)));
  if (wordLength === 2) whole.swap16();
  if (wordLength === 4) whole.swap32();
  if (wordLength === 8) whole.swap64();
  return copy;
}

async function readCompressedFrame(
  parsed: ParsedDicom,
  layout: PixelLayout,
  compression: Compression,
): Promise<Frame> {
  const { width, height, samplesPerPixel, bitsStored, highBit, isSigned, isPlanar } = layout;
  const codestream = readFirstFragments(parsed, layout);
  if (compression !== 'rle') checkSize(parsed.label, layout, codestream, compression);
  const bitsAllocated = layout.bitsAllocated === 1 ? 8 : layout.bitsAllocated;
  const decoded = await decompressFrame({
    bytes: codestream,
    compression,
    width,
    height,
    bitsAllocated,
    bitsStored,
    samplesPerPixel,
    isSigned,
    isPlanar,
  }).catch((thrown: unknown) => {
    if (isOutOfMemory(thrown)) throw thrown;
    throw toDamagedError(parsed.label, `its ${compression} frame cannot be decoded`, thrown);
  });
  const cells = decoded.bitsAllocated === 8 || decoded.bitsAllocated === 16 || decoded.bitsAllocated === 32;
  const needed = (width * height * samplesPerPixel * decoded.bitsAllocated) / 8;
  if (!cells || decoded.bytes.length < needed) {
    throw toDamagedError(parsed.label, `its ${compression} frame holds too few pixels`);
  }
  return {
    bytes: decoded.bytes.subarray(0, needed),
    bitsAllocated: decoded.bitsAllocated === 8 ? 8 : decoded.bitsAllocated === 16 ? 16 : 32,
    shift: compression === 'rle' ? highBit - bitsStored + 1 : 0,
    isPlanar: decoded.isPlanar && samplesPerPixel === 3,
    codestream,
  };
}

/** Marker EOI, ISO/IEC 14495-1, C.1.1. */
const endOfImage = Buffer.from([0xff, 0xd9]);

function checkSize(label: string, layout: PixelLayout, codestream: Buffer, compression: Compression): void {
  // the decoder of JPEG-LS would wait for the rest of an image without an end for ever
  if (compression === 'jpeg-ls' && codestream.lastIndexOf(endOfImage) === -1) {
    throw toDamagedError(label, `its ${compression} frame ends early`);
  }
  const size = readCodestreamSize(codestream, compression);
  if (size === null) throw toDamagedError(label, `its ${compression} frame has no size`);
  const { width, height, components } = size;
  const isAsStated =
    width === layout.width && height === layout.height && components === layout.samplesPerPixel;
  if (!isAsStated || width * height > mostPixels) {
    throw toDamagedError(
      label,
      `its header says ${layout.width} x ${layout.height} pixels of ${layout.samplesPerPixel} samples, and its frame ${width} x ${height} of ${components}`,
    );
  }
}

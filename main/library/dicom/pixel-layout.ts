import type { Element } from 'dicom-parser';
import { mostPixels, toTooLargeError } from '../image-error.ts';
import { toDamagedError, toUnknownEncodingError, toWithoutImageError } from './dicom-error.ts';
import { readCode, readDecimal, readUnsigned } from './element-values.ts';
import type { ParsedDicom } from './parse-dicom.ts';

/** How a file's pixels are written: PS3.3, C.7.6.3.1, and PS3.5, section 8. */
export interface PixelLayout {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometricInterpretation: string;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  /** Whether they are IEEE 754 numbers: Float and Double Float Pixel Data. */
  readonly isFloat: boolean;
  readonly isPlanar: boolean;
  readonly pixelElement: Element;
}

/**
 * Says how a file's pixels are written, without looking at them.
 * @throws AppError dicom-without-image, dicom-syntax-unknown, image-truncated, image-too-large
 */
export function readPixelLayout(parsed: ParsedDicom): PixelLayout {
  const { data, label } = parsed;
  const { pixelElement, isFloat } = findPixels(parsed);
  const height = readSide(parsed, 'x00280010', 'Rows (0028,0010)');
  const width = readSide(parsed, 'x00280011', 'Columns (0028,0011)');
  if (width * height > mostPixels) throw toTooLargeError(label);
  const samplesPerPixel = readUnsigned(data, 'x00280002') ?? 1;
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) {
    throw toUnknownEncodingError(label, 'Samples per Pixel (0028,0002)', String(samplesPerPixel));
  }
  return {
    width,
    height,
    frames: Math.max(1, Math.trunc(readDecimal(data, 'x00280008') ?? 1)),
    samplesPerPixel,
    photometricInterpretation: readCode(data, 'x00280004') ?? (samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB'),
    ...readBits(parsed, pixelElement, isFloat),
    isFloat,
    isPlanar: readUnsigned(data, 'x00280006') === 1,
    pixelElement,
  };
}

function findPixels({ data, label }: ParsedDicom): { pixelElement: Element; isFloat: boolean } {
  const { x7fe00008: float, x7fe00009: double, x7fe00010: whole } = data.elements;
  const pixelElement = whole ?? float ?? double;
  if (pixelElement === undefined) throw toWithoutImageError(label, readCode(data, 'x00080060'));
  return { pixelElement, isFloat: whole === undefined };
}

function readSide({ data, label }: ParsedDicom, tag: string, name: string): number {
  const side = readUnsigned(data, tag);
  if (side === null || side === 0)
    throw toDamagedError(label, `${name} is ${side === null ? 'missing' : 'zero'}`);
  return side;
}

function readBits(
  { data, label }: ParsedDicom,
  pixelElement: Element,
  isFloat: boolean,
): Pick<PixelLayout, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'isSigned'> {
  const stated = readUnsigned(data, 'x00280100');
  const bitsAllocated = isFloat ? (pixelElement.tag === 'x7fe00008' ? 32 : 64) : (stated ?? 0);
  if (!isFloat && bitsAllocated === 64)
    throw toUnknownEncodingError(label, 'Bits Allocated (0028,0100)', '64');
  if (
    bitsAllocated !== 1 &&
    bitsAllocated !== 8 &&
    bitsAllocated !== 16 &&
    bitsAllocated !== 32 &&
    bitsAllocated !== 64
  ) {
    if (stated === null) throw toDamagedError(label, 'Bits Allocated (0028,0100) is missing');
    throw toUnknownEncodingError(label, 'Bits Allocated (0028,0100)', String(bitsAllocated));
  }
  const bitsStored = readUnsigned(data, 'x00280101') ?? bitsAllocated;
  const highBit = readUnsigned(data, 'x00280102') ?? bitsStored - 1;
  const isSigned = !isFloat && readUnsigned(data, 'x00280103') === 1;
  if (isFloat) return { bitsAllocated, bitsStored: bitsAllocated, highBit: bitsAllocated - 1, isSigned };
  if (bitsStored < 1 || bitsStored > bitsAllocated || highBit >= bitsAllocated || highBit < bitsStored - 1) {
    throw toDamagedError(
      label,
      `Bits Allocated ${bitsAllocated}, Bits Stored ${bitsStored} and High Bit ${highBit} contradict each other`,
    );
  }
  return { bitsAllocated, bitsStored, highBit, isSigned };
}

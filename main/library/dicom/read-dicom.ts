import { toTooSmallError } from '../image-error.ts';
import { toDamagedError, toUnknownEncodingError } from './dicom-error.ts';
import type { ColourSamples, DicomImage, GreySamples } from './dicom-image.ts';
import { readCode, readText } from './element-values.ts';
import { toModalityValues } from './modality-values.ts';
import { parseDicom, type ParsedDicom } from './parse-dicom.ts';
import { readPixelLayout, type PixelLayout } from './pixel-layout.ts';
import { readColour, readPalette } from './read-colour.ts';
import { toDicomHeader } from './read-dicom-header.ts';
import { readFrame } from './read-frame.ts';
import { readValueTable, readWindows, toRangeWindow } from './read-windows.ts';
import { toStoredValues, type StoredValues } from './stored-values.ts';
import { findRange } from './value-range.ts';

/**
 * Reads a DICOM file's first frame: its values after the Modality LUT or rescale slope and intercept, or its colours.
 * Limits are held against the header, before anything is decompressed.
 * @param label what to call the file in an error's message
 * @param smallestSide the least width and height in pixels
 * @throws AppError image-not-an-image, image-truncated, image-too-small, image-too-large, dicom-without-image,
 *   dicom-syntax-unknown
 */
export async function readDicom(bytes: Buffer, label: string, smallestSide = 1): Promise<DicomImage> {
  const parsed = parseDicom(bytes, label);
  const layout = readPixelLayout(parsed);
  const { width, height } = layout;
  if (width < smallestSide || height < smallestSide) throw toTooSmallError(label, width, height);
  const frame = await readFrame(parsed, layout);
  const stored = toStoredValues(frame, layout);
  const header = toDicomHeader(parsed, layout);
  if (layout.samplesPerPixel === 3) {
    const rgb = readColour(frame, layout, stored, parsed.syntax.compression);
    return { header, samples: { kind: 'colour', rgb } };
  }
  const isPalette = layout.photometricInterpretation === 'PALETTE COLOR';
  return {
    header,
    samples: isPalette ? toPalette(parsed, layout, stored) : toGreySamples(parsed, layout, stored),
  };
}

function toPalette(
  { data, label }: ParsedDicom,
  { isSigned }: PixelLayout,
  stored: StoredValues,
): ColourSamples {
  if (data.elements['x00281221'] !== undefined && data.elements['x00281201'] === undefined) {
    throw toUnknownEncodingError(label, 'Photometric Interpretation', 'PALETTE COLOR of a segmented palette');
  }
  const rgb = readPalette(data, isSigned, stored);
  if (rgb === null)
    throw toDamagedError(label, 'its palette (0028,1101) to (0028,1203) is missing or incomplete');
  return { kind: 'colour', rgb };
}

function toGreySamples({ data }: ParsedDicom, layout: PixelLayout, stored: StoredValues): GreySamples {
  const values = toModalityValues(data, layout, stored);
  const characterSet = readText(data, 'x00080005', null);
  const found = findRange(data, layout.isSigned, stored, values);
  const table = readValueTable(data, layout.isSigned || found[0] < 0, characterSet);
  const own = readWindows(data, characterSet);
  // such values are grey already, as in a JPEG of the same image
  const isGrey = layout.bitsStored === 8 && !layout.isSigned && values === stored;
  const range = isGrey && table === null && own.length === 0 ? ([0, 255] as const) : found;
  const [first = toRangeWindow(range, !(values instanceof Float32Array)), ...others] = own;
  return {
    kind: 'grey',
    values,
    range,
    windows: [first, ...others],
    table,
    isInverted:
      layout.photometricInterpretation === 'MONOCHROME1' || readCode(data, 'x20500020') === 'INVERSE',
  };
}

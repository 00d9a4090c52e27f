import type { DicomHeader } from './dicom-image.ts';
import { readCode, readText } from './element-values.ts';
import { parseDicom, type ParsedDicom } from './parse-dicom.ts';
import { readPixelLayout, type PixelLayout } from './pixel-layout.ts';
import { readPixelSpacing } from './read-pixel-spacing.ts';

/**
 * Reads what a DICOM file says of itself and leaves its pixels alone.
 * @param label what to call the file in an error's message
 * @throws AppError image-not-an-image, image-truncated, image-too-large, dicom-without-image, dicom-syntax-unknown
 */
export function readDicomHeader(bytes: Buffer, label: string): DicomHeader {
  const parsed = parseDicom(bytes, label);
  return toDicomHeader(parsed, readPixelLayout(parsed));
}

/** What is said of an image, of its elements. */
export function toDicomHeader({ data, syntax }: ParsedDicom, layout: PixelLayout): DicomHeader {
  return {
    patientId: readText(data, 'x00100020', readText(data, 'x00080005', null)),
    patientSex: readCode(data, 'x00100040'),
    patientAge: readCode(data, 'x00101010'),
    studyDate: toIsoDate(readCode(data, 'x00080020')),
    modality: readCode(data, 'x00080060'),
    bodyPartExamined: readCode(data, 'x00180015'),
    viewPosition: readCode(data, 'x00185101'),
    laterality: readCode(data, 'x00200062') ?? readCode(data, 'x00200060'),
    pixelSpacing: readPixelSpacing(data),
    photometricInterpretation: layout.photometricInterpretation,
    transferSyntax: syntax.uid,
    width: layout.width,
    height: layout.height,
    frames: layout.frames,
  };
}

/** DICOM writes YYYYMMDD, and before its version 3 wrote YYYY.MM.DD. */
function toIsoDate(date: string | null): string | null {
  const [, year, month, day] = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(date ?? '') ?? [];
  const iso = `${year}-${month}-${day}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(iso) ? null : iso;
}

import type { DataSet } from 'dicom-parser';
import type { PixelSpacing } from '../../../shared/domain/grey-picture.ts';
import { readCode, readDecimal, readDecimals, readFrameItem } from './element-values.ts';

/** Modalities whose images are projections: their Pixel Spacing is the patient's only where it was calibrated. */
const projections: readonly (string | null)[] = ['CR', 'DX', 'RG', 'MG', 'PX', 'IO', 'RF', 'XA'];

/**
 * How far apart a file's pixels are, by DICOM PS3.3, 10.7.1. Pixel Spacing holds on the patient in images of slices,
 * and in projections that were calibrated: that say how, or whose Pixel Spacing differs from the detector's. Imager
 * Pixel Spacing holds on the detector; divided by the magnification that the file estimates, on the patient.
 * Nominal Scanned Pixel Spacing is that of a film, which lay where a detector does.
 *
 * @returns null where the file says nothing, or nothing that can be
 */
export function readPixelSpacing(data: DataSet): PixelSpacing | null {
  const imager = readPair(data, 'x00181164');
  const own = readPair(readFrameItem(data, 'x00289110'), 'x00280030');
  if (own !== null && isPatients(data, own, imager)) return { ...own, plane: 'patient' };
  const detector = imager ?? own ?? readPair(data, 'x00182010');
  if (detector === null) return null;
  const magnification = imager === null ? null : readDecimal(data, 'x00181114');
  if (magnification === null || magnification < 1) return { ...detector, plane: 'detector' };
  const { rowMm, columnMm } = detector;
  return { rowMm: rowMm / magnification, columnMm: columnMm / magnification, plane: 'patient' };
}

interface Pair {
  readonly rowMm: number;
  readonly columnMm: number;
}

function isPatients(data: DataSet, own: Pair, imager: Pair | null): boolean {
  if (readCode(data, 'x00280a02') !== null) return true;
  if (imager !== null) return own.rowMm !== imager.rowMm || own.columnMm !== imager.columnMm;
  return readPair(data, 'x00182010') === null && !projections.includes(readCode(data, 'x00080060'));
}

/** Between rows first, then between columns: PS3.3, 10.7.1.3. */
function readPair(data: DataSet, tag: string): Pair | null {
  const [rowMm = NaN, columnMm = NaN] = readDecimals(data, tag);
  if (!isLength(rowMm) || !isLength(columnMm)) return null;
  return { rowMm, columnMm };
}

function isLength(number: number): boolean {
  return Number.isFinite(number) && number > 0;
}

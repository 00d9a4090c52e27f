import { AppError } from '../../../shared/ipc/app-error.ts';

/** An error for a DICOM file that holds something else: a report, a plan, a curve. */
export function toWithoutImageError(label: string, modality: string | null): AppError {
  const kind = modality === null ? '' : ` (its Modality is ${modality})`;
  return new AppError(
    'dicom-without-image',
    `${label} is a DICOM file without an image${kind}: it holds no Pixel Data (7FE0,0010). Choose a file that holds an image.`,
    modality === null ? {} : { modality },
  );
}

/** An error for pixels in an encoding that is not read. */
export function toUnknownEncodingError(label: string, field: string, value: string): AppError {
  return new AppError(
    'dicom-syntax-unknown',
    `${label} has the ${field} ${value}, which this version does not read. Export it anew, uncompressed or as JPEG 2000.`,
    { field, value },
  );
}

/** An error for a DICOM file whose content is cut off, damaged or contradicts itself. */
export function toDamagedError(label: string, problem: string, cause?: unknown): AppError {
  return new AppError(
    'image-truncated',
    `${label} is a DICOM file that is cut off or damaged: ${problem}. Copy it again from its source.`,
    {},
    { cause },
  );
}

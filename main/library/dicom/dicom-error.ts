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

/** An error for a file whose decoding was broken off. */
export function toEndlessError(label: string, limitMs: number): AppError {
  return toDamagedError(label, `decoding it did not end within ${Math.ceil(limitMs / 1000)} seconds`);
}

/**
 * An error for a file of which nobody foresaw what became of its decoding: memory ran out, or the decoder itself
 * failed.
 */
export function toDecoderError(label: string, cause: unknown): AppError {
  if (isOutOfMemory(cause)) {
    return new AppError(
      'image-too-large',
      `${label} needs more memory to decode than there is. Close other programs and try again, or save it smaller.`,
      {},
      { cause },
    );
  }
  return new AppError(
    'unexpected',
    `${label} could not be decoded: the decoder failed. Leave the file out, or export it anew, uncompressed.`,
    {},
    { cause },
  );
}

/** Whether memory ran out: a thread's own heap, or a typed array or WebAssembly memory that there is no room for. */
export function isOutOfMemory(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return thrown instanceof RangeError && /allocat|memory/i.test(thrown.message);
}

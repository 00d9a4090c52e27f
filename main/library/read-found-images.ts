import type { ImportProgress } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { addDicomFacts } from './add-dicom-facts.ts';
import { readDicomHeader } from './dicom/read-dicom-header.ts';
import type { FoundImage } from './found-image.ts';
import { detectImageFormat } from './image-format.ts';
import type { ImportLedger, ReadFile } from './import-ledger.ts';
import { type ImportPixels, importImageSize } from './import-pixels.ts';
import { mapInOrder } from './map-in-order.ts';
import { decodeImage, hashContent } from './read-image.ts';
import { type LendImageFile, lendImageFiles } from './read-image-file.ts';
import { toReadingParallelism } from './reading-parallelism.ts';
import { estimateSecondsLeft } from './seconds-left.ts';

export interface ReadFoundImagesOptions {
  readonly ledger: ImportLedger;
  readonly pixels: ImportPixels;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<ImportProgress, 'importId' | 'dataset'>) => void;
}

/**
 * Opens every found file once, several at a time, enters each in the ledger in the order found, and keeps the
 * pixels of the new ones. A file that can't be read is entered with its reason.
 */
export async function readFoundImages(
  images: readonly FoundImage[],
  { ledger, pixels, signal, onProgress }: ReadFoundImagesOptions,
): Promise<void> {
  const startMs = performance.now();
  const total = images.length;
  const lendFile = lendImageFiles();
  let done = 0;
  onProgress({ phase: 'reading', done, total, secondsLeft: null });
  for await (const { file, decodedPixels } of mapInOrder(images, toReadingParallelism(), (found) =>
    readFound(found, { ledger, lendFile }),
  )) {
    signal.throwIfAborted();
    if (ledger.enter(file) && decodedPixels !== null) await pixels.append(decodedPixels);
    done += 1;
    const seconds = (performance.now() - startMs) / 1000;
    onProgress({ phase: 'reading', done, total, secondsLeft: estimateSecondsLeft(done, total, seconds) });
  }
}

interface FoundFile {
  readonly file: ReadFile;
  /** Null where the library has them, or the file can't be read. */
  readonly decodedPixels: Uint8Array | null;
}

async function readFound(
  found: FoundImage,
  { ledger, lendFile }: { readonly ledger: ImportLedger; readonly lendFile: LendImageFile },
): Promise<FoundFile> {
  try {
    return await lendFile(found.absolutePath, found.path, (bytes) => readBytes(bytes, found, ledger));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { file: { place: found, error }, decodedPixels: null };
  }
}

async function readBytes(bytes: Buffer, found: FoundImage, ledger: ImportLedger): Promise<FoundFile> {
  const contentHash = hashContent(bytes);
  const sizeBytes = bytes.byteLength;
  if (ledger.has(contentHash)) {
    const isDicom = detectImageFormat(bytes) === 'DICOM';
    const place = addDicomFacts(found, isDicom ? readDicomHeader(bytes, found.path) : null);
    return { file: { place, contentHash, sizeBytes, decoded: null }, decodedPixels: null };
  }
  const { pixels, width, height, dicom } = await decodeImage(bytes, found.path, importImageSize);
  const place = addDicomFacts(found, dicom);
  return { file: { place, contentHash, sizeBytes, decoded: { width, height } }, decodedPixels: pixels };
}

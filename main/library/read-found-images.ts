import type { ImportProgress } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { FoundImage } from './found-image.ts';
import type { ImportLedger, ReadFile } from './import-ledger.ts';
import { type ImportPixels, importImageSize } from './import-pixels.ts';
import { mapInOrder } from './map-in-order.ts';
import { decodeImage, hashContent, readImageFile } from './read-image.ts';
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
  let done = 0;
  onProgress({ phase: 'reading', done, total, secondsLeft: null });
  for await (const { file, decodedPixels } of mapInOrder(images, toReadingParallelism(), (found) =>
    readFound(found, ledger),
  )) {
    signal.throwIfAborted();
    if (ledger.enter(file) && decodedPixels !== null) await pixels.append(decodedPixels);
    done += 1;
    const seconds = (performance.now() - startMs) / 1000;
    onProgress({ phase: 'reading', done, total, secondsLeft: estimateSecondsLeft(done, total, seconds) });
  }
}

async function readFound(
  place: FoundImage,
  ledger: ImportLedger,
): Promise<{ file: ReadFile; decodedPixels: Uint8Array | null }> {
  try {
    const bytes = await readImageFile(place.absolutePath, place.path);
    const contentHash = hashContent(bytes);
    const file = { place, contentHash, sizeBytes: bytes.byteLength };
    if (ledger.has(contentHash)) return { file: { ...file, decoded: null }, decodedPixels: null };
    const { pixels, width, height } = await decodeImage(bytes, place.path, importImageSize);
    return { file: { ...file, decoded: { width, height } }, decodedPixels: pixels };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { file: { place, error }, decodedPixels: null };
  }
}

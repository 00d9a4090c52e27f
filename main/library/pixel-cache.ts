import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { PixelFile } from '../../shared/trainer-protocol.ts';
import type { Database } from '../db/client.ts';
import { type StoredDataset, findDataset } from '../db/datasets.ts';
import { countImages, listSources } from '../db/images.ts';
import { countRecords, savePixelCache } from '../db/pixel-caches.ts';
import type { Home } from '../home.ts';
import { waitForDatasetLock } from './dataset-lock.ts';
import { checkDiskSpace, isDiskFull, toDiskFullError } from './disk-space.ts';
import { mapInOrder } from './map-in-order.ts';
import { countWholeRecords, toPixelPath } from './pixel-file.ts';
import { openPixelWriter } from './pixel-writer.ts';
import { decodeImage, hashContent } from './read-image.ts';
import { type LendImageFile, lendImageFiles } from './read-image-file.ts';
import { toReadingParallelism } from './reading-parallelism.ts';

export interface EnsurePixelCacheOptions {
  readonly home: Home;
  readonly database: Database;
  readonly datasetId: number;
  /** Side of the square images in pixels. */
  readonly imageSize: number;
  readonly signal: AbortSignal;
  /** Told images done and images to do, where any have to be read from their sources. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Gives a dataset's pixel file of a size, made or completed from the source files where it isn't whole. The
 * place of an image in it is the image's `record`.
 * @throws AppError dataset-not-found, dataset-source-missing when a needed source is gone or has changed,
 *   cache-damaged when a whole file was damaged and can't be made again, disk-full, import-cancelled
 */
export async function ensurePixelCache(options: EnsurePixelCacheOptions): Promise<PixelFile> {
  const { home, database, datasetId, imageSize, signal } = options;
  const dataset = findDataset(database, datasetId);
  if (dataset === null) {
    throw new AppError('dataset-not-found', `There is no dataset ${datasetId} (any more).`, {
      dataset: datasetId,
    });
  }
  const pixelFile = { path: toPixelPath(home, datasetId, imageSize), imageSize };
  if ((await findWork(options)) === null) return pixelFile;
  try {
    const lock = await waitForDatasetLock(home, dataset.name, signal);
    try {
      const work = await findWork(options);
      if (work !== null) await completePixelFile(options, dataset, work);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    throw new AppError(
      'import-cancelled',
      `Preparing the images of "${dataset.name}" was cancelled.`,
      {},
      { cause: thrown },
    );
  }
  return pixelFile;
}

/** What is missing of a pixel file: records to `total` from the first that isn't there. */
interface MissingRecords {
  readonly fromRecord: number;
  readonly total: number;
  /** Whether records that were stored once are gone. */
  readonly isDamaged: boolean;
}

async function findWork({
  home,
  database,
  datasetId,
  imageSize,
}: EnsurePixelCacheOptions): Promise<MissingRecords | null> {
  const stored = countRecords(database, datasetId, imageSize);
  const there = await countWholeRecords(toPixelPath(home, datasetId, imageSize), imageSize);
  const total = countImages(database, datasetId);
  const fromRecord = Math.min(stored, there);
  return fromRecord >= total ? null : { fromRecord, total, isDamaged: there < stored };
}

async function completePixelFile(
  { home, database, datasetId, imageSize, signal, onProgress }: EnsurePixelCacheOptions,
  dataset: StoredDataset,
  { fromRecord, total, isDamaged }: MissingRecords,
): Promise<void> {
  const directory = home.cacheDirectory(datasetId);
  const neededBytes = (total - fromRecord) * imageSize * imageSize;
  await mkdir(directory, { recursive: true });
  await checkDiskSpace(directory, neededBytes);
  const writer = await openPixelWriter(toPixelPath(home, datasetId, imageSize), imageSize, fromRecord);
  try {
    let done = 0;
    const sources = listSources(database, datasetId, fromRecord);
    const lendFile = lendImageFiles();
    const images = mapInOrder(sources, toReadingParallelism(), (source) =>
      readSource(lendFile, dataset, source, imageSize),
    );
    for await (const pixels of images) {
      signal.throwIfAborted();
      await writer.append(pixels);
      done += 1;
      onProgress(done, sources.length);
    }
    savePixelCache(database, datasetId, { imageSize, records: await writer.finish() });
  } catch (thrown) {
    await writer.abandon();
    if (isDiskFull(thrown)) throw toDiskFullError(directory, neededBytes, null, thrown);
    if (isDamaged && thrown instanceof AppError) throw toDamagedError(dataset, imageSize, thrown);
    throw thrown;
  }
}

async function readSource(
  lendFile: LendImageFile,
  dataset: StoredDataset,
  source: { readonly path: string; readonly contentHash: string },
  imageSize: number,
): Promise<Uint8Array> {
  try {
    return await lendFile(path.join(dataset.sourcePath, source.path), source.path, async (bytes) => {
      if (hashContent(bytes) !== source.contentHash) throw new Error('the content is not what was imported');
      return (await decodeImage(bytes, source.path, imageSize)).pixels;
    });
  } catch (cause) {
    throw new AppError(
      'dataset-source-missing',
      `The images of "${dataset.name}" have to be read again for ${imageSize} x ${imageSize} pixels, and ${source.path} is gone from ${dataset.sourcePath} or has changed. Put the files back as they were imported, or train at an image size that is stored.`,
      { dataset: dataset.name, path: source.path, imageSize },
      { cause },
    );
  }
}

function toDamagedError(dataset: StoredDataset, imageSize: number, cause: AppError): AppError {
  return new AppError(
    'cache-damaged',
    `The stored pixels of "${dataset.name}" at ${imageSize} x ${imageSize} are damaged and cannot be made again: ${cause.message}`,
    { dataset: dataset.name, imageSize },
    { cause },
  );
}

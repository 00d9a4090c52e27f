import { setImmediate as giveWay } from 'node:timers/promises';
import type { Database } from '../../db/client.ts';
import type { StoredDataset } from '../../db/datasets.ts';
import {
  type HashedImage,
  countUnhashedImages,
  listPerceptualHashes,
  replaceNearDuplicates,
  savePerceptualHashes,
} from '../../db/near-duplicates.ts';
import type { Home } from '../../home.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { readRecord } from '../pixel-file.ts';
import { choosePixelFile } from '../statistics/choose-pixel-file.ts';
import { scanPixels } from '../statistics/scan-pixels.ts';
import { findClosePairs } from './close-pairs.ts';
import { correlate } from './correlate.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { computePerceptualHash } from './perceptual-hash.ts';

/**
 * From this correlation on, two images with close hashes are taken for one radiograph. None of the 205 pairs of
 * Kermany's training images whose hashes are close reaches it; re-encoded, halved or brightened copies of them
 * stayed above 0.995.
 */
const leastCorrelation = 0.985;
/** How long comparing goes on before others have their turn, in milliseconds. */
const sliceMs = 15;

export interface NearDuplicateOptions {
  readonly database: Database;
  readonly home: Home;
  readonly dataset: StoredDataset;
  readonly signal: AbortSignal;
  /** Told images looked at and images to look at. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Finds groups of images that show the same radiograph though their files differ, and stores them. Each image's
 * pixels are looked at once: where all were, the groups stored then stand.
 * @throws AppError cache-damaged when there are no stored pixels
 */
export async function findNearDuplicates(options: NearDuplicateOptions): Promise<void> {
  const { database, home, dataset } = options;
  if (countUnhashedImages(database, dataset.id) === 0) return;
  const pixelFile = await choosePixelFile(database, home, dataset);
  const hashed = await hashImages(options, pixelFile);
  const sets = new DisjointSets(hashed.length);
  let sliceStartMs = performance.now();
  for (const pair of findClosePairs(hashed.map(({ hash }) => hash))) {
    options.signal.throwIfAborted();
    if (pair !== null && !sets.areJoined(...pair) && (await showSameImage(pixelFile, pair, hashed)))
      sets.join(...pair);
    if (performance.now() - sliceStartMs < sliceMs) continue;
    await giveWay();
    sliceStartMs = performance.now();
  }
  const groups = sets.list().map((places) => places.flatMap((place) => hashed[place]?.imageId ?? []));
  replaceNearDuplicates(database, dataset.id, groups);
}

/** Hashes the images that have no hash yet, and stores the hashes as it goes. @returns the hashes of all */
async function hashImages(
  { database, dataset, signal, onProgress }: NearDuplicateOptions,
  pixelFile: PixelFile & { readonly records: number },
): Promise<HashedImage[]> {
  const hashed: HashedImage[] = [];
  for await (const chunk of scanPixels(pixelFile, pixelFile.records, signal)) {
    savePerceptualHashes(database, dataset.id, chunk, (record) =>
      computePerceptualHash(chunk.pixelsOf(record), pixelFile.imageSize),
    );
    hashed.push(...listPerceptualHashes(database, dataset.id, chunk.firstRecord, chunk.endRecord));
    onProgress(chunk.endRecord, pixelFile.records);
  }
  return hashed;
}

async function showSameImage(
  { path, imageSize }: PixelFile,
  [first, second]: readonly [number, number],
  hashed: readonly { readonly record: number }[],
): Promise<boolean> {
  const one = await readRecord(path, imageSize, hashed[first]?.record ?? -1);
  const other = await readRecord(path, imageSize, hashed[second]?.record ?? -1);
  return one !== null && other !== null && correlate(one, other, imageSize) >= leastCorrelation;
}

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { presets } from '../../shared/domain/preset.ts';
import type { Database } from '../db/client.ts';
import { findDataset } from '../db/datasets.ts';
import { countImages } from '../db/images.ts';
import { countRecords } from '../db/pixel-caches.ts';
import type { Home } from '../home.ts';
import { toDatasetKey, tryLockDatasetKey } from './dataset-lock.ts';
import { countWholeRecords, toPixelName, toPixelPath } from './pixel-file.ts';
import { openPixelWriter } from './pixel-writer.ts';

/** The size at which an import keeps pixels: what the first preset needs. Others are made when needed. */
export const importImageSize = presets[0]?.imageSize ?? 150;

const scratchPrefix = 'import-';

/** Where an import puts pixels until all of it is stored. */
export interface ImportPixels {
  /** Adds the pixels of a new image. */
  append(pixels: Uint8Array): Promise<void>;
  /** Waits until the disk has them. Returns the records that the file holds; null where it isn't whole. */
  finish(): Promise<number | null>;
  /** Makes the pixels the dataset's own: the last step before everything else is committed. */
  place(datasetId: number): void;
  /** Makes everything as if there had been no import. */
  abandon(): Promise<void>;
}

/**
 * Opens the place for an import's pixels: a scratch folder for a new dataset, the end of its pixel file for
 * one that is there. The caller holds the dataset's lock.
 * @param datasetId null for a new dataset
 */
export async function openImportPixels(
  { home, database }: { home: Home; database: Database },
  name: string,
  datasetId: number | null,
): Promise<ImportPixels> {
  await sweepAbandonedImports(home);
  return datasetId === null ? openNewPixels(home, name) : openMorePixels(home, database, datasetId);
}

async function openNewPixels(home: Home, name: string): Promise<ImportPixels> {
  const scratch = path.join(home.scratchDirectory, scratchPrefix + toDatasetKey(name));
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const writer = await openPixelWriter(path.join(scratch, toPixelName(importImageSize)), importImageSize, 0);
  let placedAt: string | null = null;
  return {
    append: (pixels) => writer.append(pixels),
    finish: () => writer.finish(),
    place(datasetId) {
      placedAt = home.cacheDirectory(datasetId);
      // what an import that died between this step and the commit left under the same id
      rmSync(placedAt, { recursive: true, force: true });
      mkdirSync(path.dirname(placedAt), { recursive: true });
      renameSync(scratch, placedAt);
    },
    async abandon() {
      await writer.abandon();
      for (const folder of [scratch, placedAt]) {
        if (folder !== null) await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function openMorePixels(home: Home, database: Database, datasetId: number): Promise<ImportPixels> {
  const records = countImages(database, datasetId);
  const pixelPath = toPixelPath(home, datasetId, importImageSize);
  const isWhole =
    countRecords(database, datasetId, importImageSize) === records &&
    (await countWholeRecords(pixelPath, importImageSize)) >= records;
  // a file with a gap is completed from the sources when its pixels are next needed
  if (!isWhole) return noPixels;
  const writer = await openPixelWriter(pixelPath, importImageSize, records);
  return {
    append: (pixels) => writer.append(pixels),
    finish: () => writer.finish(),
    place: () => {},
    abandon: () => writer.abandon(),
  };
}

const noPixels: ImportPixels = {
  append: async () => {},
  finish: async () => null,
  place: () => {},
  abandon: async () => {},
};

/** Removes the pixels that an import which died left: none of them belong to an image. */
export async function removeUnfinishedPixels(
  { home, database }: { home: Home; database: Database },
  name: string,
): Promise<void> {
  await sweepAbandonedImports(home);
  const lock = tryLockDatasetKey(home, toDatasetKey(name));
  if (lock === null) return;
  try {
    const dataset = findDataset(database, name);
    if (dataset === null) return;
    const pixelPath = toPixelPath(home, dataset.id, importImageSize);
    const bytes = countRecords(database, dataset.id, importImageSize) * importImageSize ** 2;
    const size = (await stat(pixelPath).catch(() => null))?.size ?? 0;
    if (size > bytes) await truncate(pixelPath, bytes);
  } finally {
    lock.release();
  }
}

/** Removes what imports of processes that died left in the scratch folder. */
async function sweepAbandonedImports(home: Home): Promise<void> {
  const names = await readdir(home.scratchDirectory);
  for (const name of names.filter((entry) => entry.startsWith(scratchPrefix))) {
    const lock = tryLockDatasetKey(home, name.slice(scratchPrefix.length));
    if (lock === null) continue;
    await rm(path.join(home.scratchDirectory, name), { recursive: true, force: true });
    lock.release();
  }
}

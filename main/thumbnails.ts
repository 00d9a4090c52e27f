import sharp from 'sharp';
import type { Database } from './db/client.ts';
import { findImage } from './db/images.ts';
import { listPixelCaches } from './db/pixel-caches.ts';
import type { Home } from './home.ts';
import { readRecord, toPixelPath } from './library/pixel-file.ts';

/** Longest side of a thumbnail in pixels. */
const longestSide = 256;

export interface Thumbnail {
  /** Its media type. */
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * Makes a small picture of an image from its stored pixels, stretched back to the source's proportions, so it
 * is there even when the source is not. Null where there is no such image or no stored pixels of it.
 */
export async function readThumbnail(
  { database, home }: { database: Database; home: Home },
  imageId: number,
): Promise<Thumbnail | null> {
  const image = findImage(database, imageId);
  if (image === null) return null;
  const cache = listPixelCaches(database, image.datasetId).find(({ records }) => records > image.record);
  if (cache === undefined) return null;
  const { imageSize } = cache;
  const pixelPath = toPixelPath(home, image.datasetId, imageSize);
  const pixels = await readRecord(pixelPath, imageSize, image.record).catch(() => null);
  if (pixels === null) return null;
  const scale = Math.min(longestSide, imageSize) / Math.max(image.width, image.height);
  const bytes = await sharp(pixels, { raw: { width: imageSize, height: imageSize, channels: 1 } })
    .resize(toSide(image.width * scale), toSide(image.height * scale), { fit: 'fill' })
    .jpeg({ quality: 82 })
    .toBuffer();
  return { type: 'image/jpeg', bytes };
}

function toSide(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

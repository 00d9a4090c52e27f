import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from '../home.ts';

/** Where a dataset's pixel file of a size lies. */
export function toPixelPath(home: Home, datasetId: number, imageSize: number): string {
  return path.join(home.cacheDirectory(datasetId), toPixelName(imageSize));
}

/** The name of a pixel file: the side of its images, and the type of a pixel. */
export function toPixelName(imageSize: number): string {
  return `${imageSize}.u8`;
}

/** How many whole records a pixel file holds; 0 where it is missing. */
export async function countWholeRecords(filePath: string, imageSize: number): Promise<number> {
  const found = await stat(filePath).catch(() => null);
  return found === null ? 0 : Math.floor(found.size / (imageSize * imageSize));
}

/** Reads one record: imageSize rows of imageSize grey values; null where the file ends before it does. */
export async function readRecord(
  filePath: string,
  imageSize: number,
  record: number,
): Promise<Buffer | null> {
  const bytes = Buffer.alloc(imageSize * imageSize);
  const handle = await open(filePath, 'r');
  try {
    const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, record * bytes.byteLength);
    return bytesRead === bytes.byteLength ? bytes : null;
  } finally {
    await handle.close();
  }
}

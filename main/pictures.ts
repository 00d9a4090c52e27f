import path from 'node:path';
import sharp from 'sharp';
import { greyPictureType } from '../shared/domain/grey-picture.ts';
import { AppError } from '../shared/ipc/app-error.ts';
import type { PictureKind, PictureSize } from '../shared/ipc/contract.ts';
import type { Database } from './db/client.ts';
import { findDataset } from './db/datasets.ts';
import { findImage } from './db/images.ts';
import { findPredictionSource, readUpload } from './db/predictions.ts';
import { packDicomBeside } from './library/dicom/decode-beside.ts';
import { detectImageFormat } from './library/image-format.ts';
import { hashContent } from './library/read-image.ts';
import { readImageFile } from './library/read-image-file.ts';
import { decodeFullImage } from './library/read-full-image.ts';

/** Bytes of pictures kept, so that going back and forth between images reads none twice. */
const mostKeptBytes = 96 * 1024 * 1024;

/** Longest side of a small picture in pixels. */
const smallSide = 256;

/** A picture as a page shows it. */
export interface Picture {
  /** Its media type. */
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * Reads the source of an image or of a prediction: at its own size, as a PNG in 8-bit grey, or of a DICOM file as a
 * picture in its own values (see `greyPictureType`); or small, as a JPEG.
 */
export type ReadPicture = (kind: PictureKind, id: number, size: PictureSize) => Promise<Picture>;

/** Where a picture's bytes are, and what they must be. */
interface PictureSource {
  readonly name: string;
  readonly contentHash: string;
  readonly read: () => Promise<Buffer>;
}

/**
 * Makes a reader of pictures that keeps the last ones in memory.
 *
 * The reader throws AppError image-not-found where there is no such image or prediction; image-unreadable where
 * its file is gone; image-changed where it holds something else by now; and what decoding throws.
 */
export function createPictureReader(database: Database): ReadPicture {
  const kept = new Map<string, Picture>();
  let keptBytes = 0;

  function keep(key: string, picture: Picture): void {
    if (picture.bytes.byteLength > mostKeptBytes) return;
    kept.set(key, picture);
    keptBytes += picture.bytes.byteLength;
    for (const [oldest, { bytes }] of kept) {
      if (keptBytes <= mostKeptBytes || oldest === key) return;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  }

  return async (kind, id, size) => {
    const source = findPictureSource(database, kind, id);
    const bytes = await source.read();
    requireUnchanged(source, bytes);
    if (size === 'small') return await toSmallPicture(bytes, source.name);
    const found = kept.get(source.contentHash);
    if (found !== undefined) return found;
    const picture = await toFullPicture(bytes, source.name);
    if (!kept.has(source.contentHash)) keep(source.contentHash, picture);
    return picture;
  };
}

/**
 * The bytes of the file behind an image or a prediction, as they were when it came.
 *
 * @throws AppError image-not-found, image-unreadable, image-changed
 */
export async function readPictureSource(
  database: Database,
  kind: PictureKind,
  id: number,
): Promise<{ name: string; bytes: Buffer }> {
  const source = findPictureSource(database, kind, id);
  const bytes = await source.read();
  requireUnchanged(source, bytes);
  return { name: source.name, bytes };
}

function findPictureSource(database: Database, kind: PictureKind, id: number): PictureSource {
  const source = kind === 'images' ? findDatasetImage(database, id) : findPredictedImage(database, id);
  if (source !== null) return source;
  throw new AppError('image-not-found', 'This image is not in the library any more.', { id });
}

function findDatasetImage(database: Database, id: number): PictureSource | null {
  const image = findImage(database, id);
  if (image === null) return null;
  const folder = findDataset(database, image.datasetId)?.sourcePath;
  if (folder === undefined) return null;
  const name = path.posix.basename(image.path);
  const file = path.join(folder, ...image.path.split('/'));
  return { name, contentHash: image.contentHash, read: () => readImageFile(file, name) };
}

function findPredictedImage(database: Database, id: number): PictureSource | null {
  const prediction = findPredictionSource(database, id);
  if (prediction === null) return null;
  const { contentHash, path: file } = prediction;
  const name = path.basename(file);
  return {
    name,
    contentHash,
    read: async () => readUpload(database, contentHash) ?? (await readImageFile(file, name)),
  };
}

function requireUnchanged({ name, contentHash }: PictureSource, bytes: Buffer): void {
  if (hashContent(bytes) === contentHash) return;
  throw new AppError(
    'image-changed',
    `${name} has changed since it came into the library, so it is not shown. Put the old file back, or import the new one.`,
  );
}

async function toSmallPicture(bytes: Buffer, name: string): Promise<Picture> {
  const { pixels, width, height } = await decodeFullImage(bytes, name);
  const small = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(smallSide, smallSide, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
  return { type: 'image/jpeg', bytes: small };
}

async function toFullPicture(bytes: Buffer, name: string): Promise<Picture> {
  if (detectImageFormat(bytes) !== 'DICOM') return await toPng(bytes, name);
  return { type: greyPictureType, bytes: await packDicomBeside(bytes, name) };
}

/** Quickly packed: it crosses loopback or a process boundary, no network. */
async function toPng(bytes: Buffer, name: string): Promise<Picture> {
  const { pixels, width, height } = await decodeFullImage(bytes, name);
  const png = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
  return { type: 'image/png', bytes: png };
}

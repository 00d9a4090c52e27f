import { hash } from 'node:crypto';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { AppError } from '../../shared/ipc/app-error.ts';
import { drawDicomBeside } from './dicom/decode-beside.ts';
import type { DicomHeader } from './dicom/dicom-image.ts';
import { detectImageFormat } from './image-format.ts';
import {
  mostPixels,
  smallestSide,
  toDecodingError,
  toEmptyError,
  toNotAnImageError,
  toTooSmallError,
} from './image-error.ts';
import { type JpegHeader, readJpegHeader } from './jpeg-header.ts';
import { hasBrightSides } from './has-bright-sides.ts';
import { readImageFile } from './read-image-file.ts';
import { toGrey } from './to-grey.ts';

export interface DecodedImage {
  /** imageSize rows of imageSize grey values, 0 black to 255 white. */
  readonly pixels: Uint8Array;
  /** Of the source in pixels, as a viewer shows it: after the turn its EXIF data asks for. */
  readonly width: number;
  readonly height: number;
  readonly isColour: boolean;
  readonly hasBrightSides: boolean;
  /** What a DICOM file says of itself; null for any other format. */
  readonly dicom: DicomHeader | null;
}

export interface ReadImage extends DecodedImage {
  readonly sizeBytes: number;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly contentHash: string;
}

// Files are read once: libvips's cache of operations would only hold memory. One thread an image, many
// images at a time, is the quickest for small files.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Reads an image file: its content's hash, its size, and its pixels in grey at the size that training needs.
 * @param filePath of a regular file, or of a link to one
 * @param imageSize side of the square of pixels; the source is squeezed into it, as Keras's `target_size` does
 * @throws AppError image-empty, image-unreadable, image-not-an-image, image-truncated, image-too-small,
 *   image-too-large, dicom-without-image, dicom-syntax-unknown
 */
export async function readImage(filePath: string, imageSize: number): Promise<ReadImage> {
  const label = path.basename(filePath);
  return readOwnBytes(await readImageFile(filePath, label), label, imageSize);
}

/**
 * Like `readImage`, of a file's bytes, which stay the caller's.
 * @param label what to call the file in an error's message
 */
export async function readImageBytes(bytes: Buffer, label: string, imageSize: number): Promise<ReadImage> {
  if (bytes.byteLength === 0) throw toEmptyError(label);
  const isTaken = detectImageFormat(bytes) === 'DICOM';
  return readOwnBytes(isTaken ? Buffer.from(bytes) : bytes, label, imageSize);
}

async function readOwnBytes(bytes: Buffer, label: string, imageSize: number): Promise<ReadImage> {
  const file = { sizeBytes: bytes.byteLength, contentHash: hashContent(bytes) };
  return { ...(await decodeImage(bytes, label, imageSize)), ...file };
}

/** SHA-256 of a file's bytes, 64 hexadecimal digits. */
export function hashContent(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * Decodes an image's bytes. Colour becomes grey by BT.601's luma, transparency black, more than 8 bits the
 * upper 8; of several pages or frames the first counts; an embedded colour profile is applied.
 * A DICOM file is drawn as it says it is to be shown.
 * @param bytes of a DICOM file are taken: they go to another thread, and are empty afterwards
 * @throws AppError image-not-an-image, image-truncated, image-too-small, image-too-large, dicom-without-image,
 *   dicom-syntax-unknown
 */
export async function decodeImage(bytes: Buffer, label: string, imageSize: number): Promise<DecodedImage> {
  const format = detectImageFormat(bytes);
  if (format === null) throw toNotAnImageError(label);
  if (format === 'DICOM') return decodeDicom(bytes, label, imageSize);
  const image = sharp(bytes, { failOn: 'warning', limitInputPixels: mostPixels, autoOrient: true });
  try {
    const { width, height, hasAlpha, isGrey } = await readShape(bytes, image);
    checkSides(label, width, height);
    if (hasAlpha) image.flatten({ background: 'black' });
    // else the same grey would come three times
    if (isGrey) image.toColourspace('b-w');
    const values = await image.resize(imageSize, imageSize, { fit: 'fill' }).raw().toBuffer();
    const grey = isGrey ? { pixels: values, isColour: false } : toGrey(values);
    return { ...grey, hasBrightSides: hasBrightSides(grey.pixels, imageSize), width, height, dicom: null };
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : toDecodingError(thrown, label);
  }
}

async function decodeDicom(bytes: Buffer, label: string, imageSize: number): Promise<DecodedImage> {
  const { header, pixels: whole, isColour } = await drawDicomBeside(bytes, label, smallestSide);
  const { width, height } = header;
  const pixels = await sharp(whole, { raw: { width, height, channels: 1 }, limitInputPixels: mostPixels })
    .resize(imageSize, imageSize, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return {
    pixels,
    width,
    height,
    isColour,
    hasBrightSides: hasBrightSides(pixels, imageSize),
    dicom: header,
  };
}

function checkSides(label: string, width: number, height: number): void {
  if (width < smallestSide || height < smallestSide) throw toTooSmallError(label, width, height);
}

interface Shape extends JpegHeader {
  readonly hasAlpha: boolean;
}

async function readShape(bytes: Buffer, image: Sharp): Promise<Shape> {
  const header = readJpegHeader(bytes);
  if (header !== null) return { ...header, hasAlpha: false };
  const { autoOrient, channels, depth, hasAlpha, hasProfile, space } = await image.metadata();
  const isGrey = channels === 1 && depth === 'uchar' && space === 'b-w' && !hasProfile;
  return { ...autoOrient, hasAlpha, isGrey };
}

import { setImmediate as giveWay } from 'node:timers/promises';
import sharp from 'sharp';
import { AppError } from '../../shared/ipc/app-error.ts';
import { mostPixels, toDecodingError, toNotAnImageError } from './image-error.ts';
import { drawDicomBeside } from './dicom/decode-beside.ts';
import { detectImageFormat } from './image-format.ts';
import { toGrey } from './to-grey.ts';

/** A whole image in grey. */
export interface FullImage {
  /** height rows of width grey values, 0 black to 255 white. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes an image at its own size, to be looked at: turned as its EXIF data asks for, in the grey values that
 * training sees, only not made smaller.
 *
 * @param bytes of a DICOM file are taken: they go to another thread, and are empty afterwards
 * @param label what to call the file in an error's message
 * @throws AppError image-not-an-image, image-truncated, image-too-large, dicom-without-image, dicom-syntax-unknown
 */
export async function decodeFullImage(bytes: Buffer, label: string): Promise<FullImage> {
  const format = detectImageFormat(bytes);
  if (format === null) throw toNotAnImageError(label);
  if (format === 'DICOM') {
    const { header, pixels } = await drawDicomBeside(bytes, label);
    return { pixels, width: header.width, height: header.height };
  }
  try {
    const { data, info } = await sharp(bytes, {
      failOn: 'warning',
      limitInputPixels: mostPixels,
      autoOrient: true,
    })
      .flatten({ background: 'black' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const pixels = channels === 1 ? data : await toGreyInTurns(data);
    return { pixels, width, height };
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : toDecodingError(thrown, label);
  }
}

/** What is turned grey at a time, some 10 ms: of a whole film nobody would be answered meanwhile. */
const pixelsATurn = 1_000_000;

async function toGreyInTurns(rgb: Uint8Array): Promise<Uint8Array> {
  const pixels = new Uint8Array(rgb.length / 3);
  for (let at = 0; at < pixels.length; at += pixelsATurn) {
    pixels.set(toGrey(rgb.subarray(3 * at, 3 * (at + pixelsATurn))).pixels, at);
    await giveWay();
  }
  return pixels;
}

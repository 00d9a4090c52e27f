import sharp from 'sharp';
import { AppError } from '../../shared/ipc/app-error.ts';
import { mostPixels, toDecodingError, toNotAnImageError } from './image-error.ts';
import { readDicom } from './dicom/read-dicom.ts';
import { renderDicom } from './dicom/render-dicom.ts';
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
 * @param label what to call the file in an error's message
 * @throws AppError image-not-an-image, image-truncated, image-too-large, dicom-without-image, dicom-syntax-unknown
 */
export async function decodeFullImage(bytes: Buffer, label: string): Promise<FullImage> {
  const format = detectImageFormat(bytes);
  if (format === null) throw toNotAnImageError(label);
  if (format === 'DICOM') {
    const { pixels, width, height } = renderDicom(await readDicom(bytes, label));
    return { pixels, width, height };
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
    const pixels = channels === 1 ? data : toGrey(data).pixels;
    return { pixels, width, height };
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : toDecodingError(thrown, label);
  }
}

import sharp from 'sharp';
import { toInferno } from './colour-map.ts';

/** The longer side of a heatmap's picture, in pixels. */
const longSide = 512;
/** How much of the colour covers the image where the weight is greatest. */
const greatestOpacity = 0.6;

export interface HeatmapParts {
  /** Side of the square of grey values and weights, in pixels. */
  readonly imageSize: number;
  /** The image as the model saw it, 0 black to 255 white. */
  readonly grey: Uint8Array;
  /** Weight of each pixel, 0 none to 255 the greatest of this image. */
  readonly weights: Uint8Array;
  /** Size of the source, whose proportions the picture has. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws where a model looked: the image in grey, under the colour of each pixel's weight, the more opaque
 * the greater it is, so that what did not matter stays as it was.
 *
 * @returns a PNG of 512 pixels on its longer side
 */
export async function drawHeatmap(parts: HeatmapParts): Promise<Buffer> {
  const { imageSize, width, height } = parts;
  const scale = longSide / Math.max(width, height);
  return await sharp(blend(parts), { raw: { width: imageSize, height: imageSize, channels: 3 } })
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), {
      fit: 'fill',
      kernel: 'cubic',
    })
    .png()
    .toBuffer();
}

/** Mixes the grey image with the colours of the weights: rows of red, green and blue bytes. */
export function blend({ grey, weights }: Pick<HeatmapParts, 'grey' | 'weights'>): Uint8Array {
  const blended = new Uint8Array(grey.length * 3);
  const colours = Array.from({ length: 256 }, (_, byte) => toInferno(byte / 255));
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const weight = weights[pixel] ?? 0;
    const opacity = (weight / 255) * greatestOpacity;
    const colour = colours[weight] ?? [0, 0, 0];
    for (let channel = 0; channel < 3; channel += 1) {
      const under = (grey[pixel] ?? 0) * (1 - opacity);
      blended[pixel * 3 + channel] = Math.round(under + (colour[channel] ?? 0) * opacity);
    }
  }
  return blended;
}

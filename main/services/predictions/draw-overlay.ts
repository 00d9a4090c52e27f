import sharp from 'sharp';
import { toInferno } from './colour-map.ts';

/**
 * Draws a heatmap alone, to be laid over its image: each pixel in its weight's colour, the more opaque the
 * greater the weight is, and see-through where there is none.
 *
 * @param weights imageSize rows of imageSize values, 0 none to 255 the greatest of the image
 * @returns a PNG of imageSize by imageSize
 */
export async function drawOverlay(weights: Uint8Array, imageSize: number): Promise<Buffer> {
  const colours = Array.from({ length: 256 }, (_, weight) => toInferno(weight / 255));
  const rgba = new Uint8Array(weights.length * 4);
  weights.forEach((weight, pixel) => {
    const [red, green, blue] = colours[weight] ?? [0, 0, 0];
    rgba.set([Math.round(red), Math.round(green), Math.round(blue), weight], pixel * 4);
  });
  return await sharp(rgba, { raw: { width: imageSize, height: imageSize, channels: 4 } })
    .png()
    .toBuffer();
}

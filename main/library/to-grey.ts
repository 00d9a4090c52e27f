/** How far apart a pixel's channels are at least, of 255, to count as coloured. */
const colourDifference = 16;
/** Share of coloured pixels from which an image is called coloured: a small coloured marker is none yet. */
const colourShare = 0.01;

/**
 * Turns 8-bit RGB into grey by the luma of ITU-R BT.601, in the whole-number form of Pillow's
 * `convert("L")`, which Keras uses: (19595 R + 38470 G + 7471 B + 32768) / 65536.
 * @param rgb three bytes a pixel
 * @returns a byte a pixel, and whether at least 1 % of the pixels have a colour
 */
export function toGrey(rgb: Uint8Array): { pixels: Uint8Array; isColour: boolean } {
  const pixels = new Uint8Array(rgb.length / 3);
  let coloured = 0;
  for (let pixel = 0, byte = 0; pixel < pixels.length; pixel += 1, byte += 3) {
    const red = rgb[byte] ?? 0;
    const green = rgb[byte + 1] ?? 0;
    const blue = rgb[byte + 2] ?? 0;
    if (red === green && green === blue) {
      // nearly every pixel of a radiograph; the formula gives the same
      pixels[pixel] = red;
      continue;
    }
    pixels[pixel] = (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > colourDifference) coloured += 1;
  }
  return { pixels, isColour: coloured >= colourShare * pixels.length };
}

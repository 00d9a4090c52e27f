/** A grey picture, row by row, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Between maps, in pixels. */
const gap = 4;
const gapGrey = 128;
/** A map is enlarged, by whole pixels, to about this side. */
const wantedSide = 96;

/**
 * Lays maps of one size side by side in a square, row by row, each cell enlarged to a square of pixels.
 *
 * @param maps at least one
 */
export function arrangeSheet(maps: readonly GreyPicture[]): GreyPicture {
  const [{ width, height } = { width: 0, height: 0 }] = maps;
  const columns = Math.ceil(Math.sqrt(maps.length));
  const rows = Math.ceil(maps.length / columns);
  const scale = Math.max(1, Math.round(wantedSide / Math.max(width, height)));
  const [stepX, stepY] = [width * scale + gap, height * scale + gap];
  const sheet = { width: columns * stepX - gap, height: rows * stepY - gap };
  const pixels = new Uint8Array(sheet.width * sheet.height).fill(gapGrey);
  maps.forEach((map, place) => {
    const left = (place % columns) * stepX;
    const top = Math.floor(place / columns) * stepY;
    for (let y = 0; y < height * scale; y += 1) {
      for (let x = 0; x < width * scale; x += 1) {
        const cell = Math.floor(y / scale) * width + Math.floor(x / scale);
        pixels[(top + y) * sheet.width + left + x] = map.pixels[cell] ?? 0;
      }
    }
  });
  return { ...sheet, pixels };
}

import type { DataSet } from 'dicom-parser';
import { placeIn, readLookupTable, type LookupTable } from './lookup-table.ts';
import { isJpegRgb } from './jpeg-colour-space.ts';
import type { PixelLayout } from './pixel-layout.ts';
import type { Frame } from './read-frame.ts';
import type { StoredValues } from './stored-values.ts';
import type { Compression } from './transfer-syntax.ts';

/**
 * The red, green and blue of an image of three samples a pixel, 8 bits each: the upper 8 of what is stored.
 * @param compression whose codestreams may hold another colour space than the file says its pixels have
 */
export function readColour(
  frame: Frame,
  layout: PixelLayout,
  stored: StoredValues,
  compression: Compression | null,
): Uint8Array {
  const pixels = layout.width * layout.height;
  const samples = toBytes(stored, layout.bitsStored);
  const photometric = layout.photometricInterpretation;
  if (compression === null && photometric.endsWith('_422'))
    return toRgb(spread422(samples, pixels), photometric);
  const interleaved = frame.isPlanar ? interleave(samples, pixels) : samples;
  return isYbr(frame, photometric, compression) ? toRgb(interleaved, photometric) : interleaved;
}

function isYbr(frame: Frame, photometric: string, compression: Compression | null): boolean {
  // decoders of JPEG 2000 undo its colour transformation, which YBR_ICT and YBR_RCT name
  if (photometric === 'YBR_ICT' || photometric === 'YBR_RCT') return false;
  const says = photometric.startsWith('YBR');
  if (compression !== 'jpeg' || frame.codestream === null) return says;
  return !(isJpegRgb(frame.codestream) ?? !says);
}

function toBytes(stored: StoredValues, bitsStored: number): Uint8Array {
  if (bitsStored <= 8 && stored instanceof Uint8Array) return stored;
  const divisor = 2 ** Math.max(0, bitsStored - 8);
  const bytes = new Uint8Array(stored.length);
  for (let at = 0; at < stored.length; at += 1) bytes[at] = Math.floor((stored[at] ?? 0) / divisor);
  return bytes;
}

/** From planes of red, of green and of blue to pixels of all three. */
function interleave(planes: Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    rgb[3 * pixel] = planes[pixel] ?? 0;
    rgb[3 * pixel + 1] = planes[pixels + pixel] ?? 0;
    rgb[3 * pixel + 2] = planes[2 * pixels + pixel] ?? 0;
  }
  return rgb;
}

/** Two pixels share their colour: Y Y Cb Cr, PS3.3, C.7.6.3.1.2. */
function spread422(samples: Uint8Array, pixels: number): Uint8Array {
  const ybr = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const pair = 4 * (pixel >> 1);
    ybr[3 * pixel] = samples[pair + (pixel & 1)] ?? 0;
    ybr[3 * pixel + 1] = samples[pair + 2] ?? 0;
    ybr[3 * pixel + 2] = samples[pair + 3] ?? 0;
  }
  return ybr;
}

/** By the formulas of PS3.3, C.7.6.3.1.2: of YBR_FULL, which are JPEG's, and of YBR_PARTIAL, with its narrower range. */
function toRgb(ybr: Uint8Array, photometric: string): Uint8Array {
  const isPartial = photometric.startsWith('YBR_PARTIAL');
  const [black, lumaScale, chromaScale] = isPartial ? [16, 255 / 219, 255 / 224] : [0, 1, 1];
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at < ybr.length; at += 3) {
    const luma = ((ybr[at] ?? 0) - black) * lumaScale;
    const blue = ((ybr[at + 1] ?? 0) - 128) * chromaScale;
    const red = ((ybr[at + 2] ?? 0) - 128) * chromaScale;
    rgb[at] = luma + 1.402 * red;
    rgb[at + 1] = luma - 0.344136 * blue - 0.714136 * red;
    rgb[at + 2] = luma + 1.772 * blue;
  }
  return new Uint8Array(rgb.buffer);
}

const paletteTags = [
  { descriptor: 'x00281101', data: 'x00281201' },
  { descriptor: 'x00281102', data: 'x00281202' },
  { descriptor: 'x00281103', data: 'x00281203' },
];

/** The colours of an image whose values are places in a palette (PS3.3, C.7.9); null where the palette is missing. */
export function readPalette(data: DataSet, isSigned: boolean, stored: StoredValues): Uint8Array | null {
  const palette = paletteTags.map((tags) => readLookupTable(data, isSigned, tags));
  const [red, green, blue] = palette;
  if (!red || !green || !blue) return null;
  const rgb = new Uint8Array(3 * stored.length);
  [red, green, blue].forEach((table, channel) => {
    const bytes = toPaletteBytes(table);
    for (let at = 0; at < stored.length; at += 1) {
      rgb[3 * at + channel] = bytes[placeIn(table, stored[at] ?? 0)] ?? 0;
    }
  });
  return rgb;
}

/** The upper 8 bits; some files say 16 and use the lower 8 alone. */
function toPaletteBytes({ entries, bits }: LookupTable): Uint8Array {
  const isLow = bits <= 8 || entries.every((entry) => entry <= 0xff);
  return Uint8Array.from(entries, (entry) => (isLow ? entry : entry >> 8));
}

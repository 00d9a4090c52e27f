import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** PNG's numbers for the kinds of pixel. */
const colourTypes = { grey: 0, rgb: 2, 'grey-alpha': 4 } as const;
const channelCounts = { grey: 1, rgb: 3, 'grey-alpha': 2 } as const;

export interface PngOptions {
  readonly width: number;
  readonly height: number;
  readonly kind?: keyof typeof colourTypes;
  readonly bits?: 8 | 16;
  /** A value a channel, each below 2^bits. */
  readonly pixel: (x: number, y: number) => number[];
}

/** Writes a PNG by hand (RFC 2083), so that what a reader makes of it can be told beforehand. */
export function makePng({ width, height, kind = 'grey', bits = 8, pixel }: PngOptions): Buffer {
  const rowBytes = 1 + width * channelCounts[kind] * (bits / 8);
  const rows = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    let offset = y * rowBytes + 1;
    for (let x = 0; x < width; x += 1) {
      for (const value of pixel(x, y)) offset = rows.writeUIntBE(value, offset, bits / 8);
    }
  }
  return Buffer.concat([
    signature,
    makeHeader(width, height, bits, colourTypes[kind]),
    makeChunk('IDAT', deflateSync(rows)),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG that says it is larger than it has data for. */
export function makeHugePng(side: number): Buffer {
  return Buffer.concat([
    signature,
    makeHeader(side, side, 8, colourTypes.grey),
    makeChunk('IDAT', deflateSync(Buffer.alloc(1000))),
  ]);
}

/** A small grey picture whose content depends on a number. */
export function makeNumberedPng(number: number, width = 40, height = 36): Buffer {
  return makePng({
    width,
    height,
    pixel: (x, y) => [(x * 3 + y * 5 + number * 41 + ((number * x) >> 3)) & 255],
  });
}

function makeHeader(width: number, height: number, bits: number, colourType: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colourType], 8);
  return makeChunk('IHDR', header);
}

function makeChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(8 + typed.length);
  chunk.writeUInt32BE(data.length, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), 4 + typed.length);
  return chunk;
}

import type { Compression } from './transfer-syntax.ts';

export interface CodestreamSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/**
 * The size that a compressed frame says it has, so that no decoder makes room for more than the file's header asks.
 * Null where none is found.
 */
export function readCodestreamSize(bytes: Buffer, compression: Compression): CodestreamSize | null {
  return compression === 'jpeg-2000' || compression === 'htj2k' ? readSiz(bytes) : readStartOfFrame(bytes);
}

/** A frame header of JPEG or JPEG-LS: marker SOF, ISO/IEC 10918-1, B.2.2 and 14495-1, C.2.2. */
function readStartOfFrame(bytes: Buffer): CodestreamSize | null {
  let at = 2;
  while (at + 10 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame =
      marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker));
    if (isFrame) {
      return {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        components: bytes[at + 9] ?? 0,
      };
    }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** Marker SIZ of a JPEG 2000 codestream, ISO/IEC 15444-1, A.5.1, which may lie in a file of boxes. */
function readSiz(bytes: Buffer): CodestreamSize | null {
  const at = bytes.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  if (at === -1 || at + 42 > bytes.length) return null;
  return {
    width: bytes.readUInt32BE(at + 8) - bytes.readUInt32BE(at + 16),
    height: bytes.readUInt32BE(at + 12) - bytes.readUInt32BE(at + 20),
    components: bytes.readUInt16BE(at + 40),
  };
}

const startOfImage = 0xffd8;
/** Markers of a frame's header (SOF0 to SOF15), without the three of that range that are something else. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
const startOfScan = 0xffda;
const fillBytes = 0xffff;
/** APP1 may hold EXIF data, and with it a turn of the image. */
const app1 = 0xffe1;
/** APP2 may hold a colour profile. */
const app2 = 0xffe2;

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** Whether it has 8-bit grey values alone, and none that a colour profile changes. */
  readonly isGrey: boolean;
}

/**
 * What the header of a plain JPEG says (ITU-T T.81, annex B), read without a decoder's help, which asking sharp for it
 * would cost again for each of thousands of small files. Null when the header has anything out of the ordinary, such
 * as EXIF data: then ask the decoder.
 */
export function readJpegHeader(bytes: Buffer): JpegHeader | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== startOfImage) return null;
  let mayHaveProfile = false;
  for (let offset = 2; offset + 10 <= bytes.length;) {
    const marker = bytes.readUInt16BE(offset);
    const length = bytes.readUInt16BE(offset + 2);
    if (marker < 0xffc0 || marker === fillBytes || marker === startOfScan || marker === app1 || length < 2)
      return null;
    if (isFrameHeader(marker)) {
      const [height, width] = [bytes.readUInt16BE(offset + 5), bytes.readUInt16BE(offset + 7)];
      const isGrey = bytes.readUInt8(offset + 9) === 1 && !mayHaveProfile;
      return height > 0 && width > 0 ? { width, height, isGrey } : null;
    }
    mayHaveProfile ||= marker === app2;
    offset += 2 + length;
  }
  return null;
}

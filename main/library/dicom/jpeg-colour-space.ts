const startOfScan = 0xda;

/**
 * Whether the three components of a JPEG image are red, green and blue and not luma and chroma, where it says so
 * itself: in Adobe's marker APP14, by being a JFIF file (ITU-T T.871: luma and chroma), or by components named R, G
 * and B. Null where it does not say.
 */
export function isJpegRgb(bytes: Buffer): boolean | null {
  let names: string | null = null;
  let isJfif = false;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== startOfScan;) {
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    // its transformation is 0 for none
    if (marker === 0xee && segment.toString('latin1', 0, 5) === 'Adobe') return segment[11] === 0;
    if (marker === 0xe0 && segment.toString('latin1', 0, 4) === 'JFIF') isJfif = true;
    if (marker >= 0xc0 && marker <= 0xc3)
      names = String.fromCharCode(...[6, 9, 12].map((place) => segment[place] ?? 0));
    at += 2 + Math.max(length, 2);
  }
  if (isJfif) return false;
  return names === 'RGB' ? true : null;
}

/** Length of the preamble, which may hold anything; "DICM" follows it. */
export const preambleLength = 128;

/** Every value representation of PS3.5, 6.2. Those with a length of four bytes are written in small letters here. */
const representations =
  'AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US ob od of ol ov ow sq sv uc un ur ut uv';
const shortRepresentations = new Set(representations.split(' ').filter((name) => /[A-Z]/.test(name)));
const longRepresentations = new Set(
  representations
    .split(' ')
    .filter((name) => /[a-z]/.test(name))
    .map((name) => name.toUpperCase()),
);

/** Elements in a row that must make sense where no "DICM" says what a file is. */
const elementsToTrust = 3;
const undefinedLength = 0xffffffff;

/**
 * Whether a file is DICOM: "DICM" after the preamble, or, in files written without one, a row of data elements that
 * begins in group 0002 or 0008, ascends and stays inside the file.
 */
export function isDicom(bytes: Uint8Array): boolean {
  return hasPreamble(bytes) || findElements(bytes) !== null;
}

export function hasPreamble(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 128, 132) === 'DICM'
  );
}

/** Where the elements of a file without a preamble begin: at its first byte, or after one that a cut left over. */
export function findElements(bytes: Uint8Array): number | null {
  return [0, 1].find((offset) => guessEncoding(bytes, offset) !== null) ?? null;
}

/** How data elements that begin at `offset` are written; null where they are none. */
export function guessEncoding(
  bytes: Uint8Array,
  offset: number,
): { isExplicit: boolean; isBigEndian: boolean } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const isBigEndian of [false, true]) {
    for (const isExplicit of [true, false]) {
      if (hasElements(view, offset, isExplicit, !isBigEndian)) return { isExplicit, isBigEndian };
    }
  }
  return null;
}

function hasElements(view: DataView, offset: number, isExplicit: boolean, isLittle: boolean): boolean {
  let at = offset;
  let lastTag = -1;
  for (let element = 0; element < elementsToTrust; element += 1) {
    if (at === view.byteLength && element > 0) return true;
    if (at + 8 > view.byteLength) return false;
    const group = view.getUint16(at, isLittle);
    const tag = group * 0x10000 + view.getUint16(at + 2, isLittle);
    if (element === 0 && group !== 0x0002 && group !== 0x0008) return false;
    if (tag <= lastTag) return false;
    const value = locateValue(view, at, isExplicit, isLittle);
    if (value === null) return false;
    if (value.length === undefinedLength) return element > 0 || isExplicit;
    at = value.offset + value.length;
    if (at > view.byteLength) return false;
    lastTag = tag;
  }
  return true;
}

function locateValue(
  view: DataView,
  at: number,
  isExplicit: boolean,
  isLittle: boolean,
): { offset: number; length: number } | null {
  if (!isExplicit) return { offset: at + 8, length: view.getUint32(at + 4, isLittle) };
  const representation = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
  if (shortRepresentations.has(representation))
    return { offset: at + 8, length: view.getUint16(at + 6, isLittle) };
  if (!longRepresentations.has(representation) || at + 12 > view.byteLength) return null;
  return { offset: at + 12, length: view.getUint32(at + 8, isLittle) };
}

import type { ParsedDicom } from './parse-dicom.ts';
import type { PixelLayout } from './pixel-layout.ts';
import { bytesOf } from './element-values.ts';
import { toDamagedError } from './dicom-error.ts';

const itemTag = 0xe000fffe;
const itemHeader = 8;

/**
 * The bytes of the first frame of a compressed file: PS3.5, A.4. Which of the fragments are the first frame's is told
 * by the extended offset table, then by the basic one, then by their number; where all are silent, by where the next
 * codestream begins.
 * @throws AppError image-truncated
 */
export function readFirstFragments(parsed: ParsedDicom, layout: PixelLayout): Buffer {
  const [table, ...fragments] = readItems(parsed, layout);
  const [first] = fragments;
  if (table === undefined || first === undefined) {
    throw toDamagedError(parsed.label, 'its Pixel Data (7FE0,0010) holds no fragment');
  }
  const count = countFragments(parsed, layout, table.bytes, fragments);
  const used = fragments.slice(0, count);
  if (used.some(({ isCut }) => isCut))
    throw toDamagedError(parsed.label, 'its Pixel Data (7FE0,0010) ends early');
  return used.length === 1 ? first.bytes : Buffer.concat(used.map(({ bytes }) => bytes));
}

interface Fragment {
  /** Of its item, from the first fragment's item. */
  readonly start: number;
  readonly bytes: Buffer;
  readonly isCut: boolean;
}

/** The offset table, and the fragments until their delimiter or the file's end. */
function readItems({ data }: ParsedDicom, { pixelElement }: PixelLayout): Fragment[] {
  const content = bytesOf(data, { ...pixelElement, length: Infinity });
  const items: Fragment[] = [];
  let at = 0;
  let firstStart = 0;
  while (at + itemHeader <= content.length && content.readUInt32LE(at) === itemTag) {
    const length = content.readUInt32LE(at + 4);
    const bytes = content.subarray(at + itemHeader, at + itemHeader + length);
    if (items.length === 1) firstStart = at;
    items.push({ start: at - firstStart, bytes, isCut: bytes.length < length });
    at += itemHeader + length;
  }
  return items;
}

function countFragments(
  { data, syntax }: ParsedDicom,
  { frames }: PixelLayout,
  table: Buffer,
  fragments: readonly Fragment[],
): number {
  if (frames === 1) return fragments.length;
  // each frame is one fragment: where the extended table says so, of RLE, and where their numbers agree
  if (data.elements['x7fe00001'] !== undefined || syntax.compression === 'rle') return 1;
  if (fragments.length === frames) return 1;
  const second = table.length >= 8 ? table.readUInt32LE(4) : null;
  const isSecond = ({ start, bytes }: Fragment, index: number): boolean =>
    index > 0 && (second === null ? beginsCodestream(bytes) : start === second);
  const found = fragments.findIndex(isSecond);
  return found === -1 ? fragments.length : found;
}

function beginsCodestream(bytes: Buffer): boolean {
  return bytes.length >= 2 && [0xffd8, 0xff4f].includes(bytes.readUInt16BE(0));
}

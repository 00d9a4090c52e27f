import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/dicom');
const made = path.join(folder, 'made');

/** Every fixture by its name without the ending. */
export const dicomNames = [folder, made]
  .flatMap((each) => readdirSync(each))
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => path.basename(name, '.dcm'));

export function readFixture(name: string): Buffer {
  const found = path.join(folder, `${name}.dcm`);
  return readFileSync(existsSync(found) ? found : path.join(made, `${name}.dcm`));
}

/** What pydicom and dcmtk read: see the fixtures' README. */
export function readExpected(): unknown {
  return JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'));
}

/** An element in explicit little-endian, of a representation whose length has two bytes. */
export function makeElement(tag: number, representation: string, value: string | number): Buffer {
  const text =
    typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from([value & 255, value >> 8]);
  const bytes = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(' ')]);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(Math.floor(tag / 0x10000), 0);
  head.writeUInt16LE(tag % 0x10000, 2);
  head.write(representation, 4, 'latin1');
  head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

/**
 * An explicit little-endian file of these elements and, unless told otherwise, of 40 x 36 black pixels.
 * @param elements in ascending order of their tags
 */
export function makeDicom(
  elements: readonly (readonly [tag: number, representation: string, value: string | number])[],
  { transferSyntax = '1.2.840.10008.1.2.1', pixels = Buffer.alloc(40 * 36) } = {},
): Buffer {
  const own = new Set(elements.map(([tag]) => tag));
  const all = [
    ...elements,
    ...([
      [0x00280002, 'US', 1],
      [0x00280004, 'CS', 'MONOCHROME2'],
      [0x00280010, 'US', 36],
      [0x00280011, 'US', 40],
      [0x00280100, 'US', 8],
      [0x00280101, 'US', 8],
      [0x00280102, 'US', 7],
      [0x00280103, 'US', 0],
    ] as const),
  ].filter((element, at) => at < elements.length || !own.has(element[0]));
  const pixelHead = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0, 0, 0, 0]);
  pixelHead.writeUInt32LE(pixels.length, 8);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    makeElement(
      0x00020010,
      'UI',
      `${transferSyntax}\0`.slice(0, transferSyntax.length + (transferSyntax.length % 2)),
    ),
    ...all.toSorted(([a], [b]) => a - b).map((element) => makeElement(...element)),
    pixelHead,
    pixels,
  ]);
}

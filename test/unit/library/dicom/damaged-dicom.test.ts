import { describe, expect, it } from 'vitest';
import { mostPixels } from '../../../../main/library/image-error.ts';
import { isDicom } from '../../../../main/library/dicom/is-dicom.ts';
import { readDicomHeader } from '../../../../main/library/dicom/read-dicom-header.ts';
import { readDicom } from '../../../../main/library/dicom/read-dicom.ts';
import { readImageBytes } from '../../../../main/library/read-image.ts';
import { AppError } from '../../../../shared/ipc/app-error.ts';
import { dicomNames, makeDicom, readFixture } from './dicom-fixtures.ts';

async function codeOf(bytes: Buffer): Promise<string> {
  try {
    await readDicom(bytes, 'x.dcm');
    return 'read';
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : `not an AppError: ${String(thrown)}`;
  }
}

/** Park and Miller's generator: the same places in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

describe('a DICOM file that cannot be read', () => {
  it.each([
    ['rtplan', 'dicom-without-image'],
    ['test-SR', 'dicom-without-image'],
    ['waveform_ecg', 'dicom-without-image'],
    ['UN_sequence', 'dicom-without-image'],
    ['MR_truncated', 'image-truncated'],
    ['rtplan_truncated', 'image-truncated'],
    ['meta_missing_tsyntax', 'image-truncated'],
  ])('%s says why: %s', async (name, code) => {
    expect(isDicom(readFixture(name))).toBe(true);
    expect(await codeOf(readFixture(name))).toBe(code);
  });

  it('names what it is where it holds no image', async () => {
    await expect(readDicom(readFixture('test-SR'), 'report.dcm')).rejects.toThrow(
      /report\.dcm.*Modality is SR.*Pixel Data \(7FE0,0010\)/,
    );
  });

  it('names the transfer syntax that is not read: here, MPEG-4', async () => {
    const bytes = makeDicom([], { transferSyntax: '1.2.840.10008.1.2.4.102' });
    await expect(readDicom(bytes, 'x.dcm')).rejects.toMatchObject({
      code: 'dicom-syntax-unknown',
      details: { value: '1.2.840.10008.1.2.4.102' },
    });
  });

  it.each([
    ['no columns', [[0x00280011, 'US', 0]], 'image-truncated'],
    ['more bits stored than allocated', [[0x00280101, 'US', 12]], 'image-truncated'],
    ['a highest bit outside', [[0x00280102, 'US', 9]], 'image-truncated'],
    ['seven bits allocated', [[0x00280100, 'US', 7]], 'dicom-syntax-unknown'],
    ['four samples a pixel', [[0x00280002, 'US', 4]], 'dicom-syntax-unknown'],
    ['a palette that is missing', [[0x00280004, 'CS', 'PALETTE COLOR']], 'image-truncated'],
    ['fewer pixels than rows and columns', [[0x00280010, 'US', 37]], 'image-truncated'],
  ] as const)('with %s is refused', async (_, elements, code) => {
    expect(await codeOf(makeDicom(elements))).toBe(code);
  });

  it('is refused by its header where it is too large or too small, before its pixels are looked at', async () => {
    const side = Math.ceil(Math.sqrt(mostPixels)) + 1;
    const sides = [
      [0x00280010, 'US', side],
      [0x00280011, 'US', side],
    ] as const;
    expect(() => readDicomHeader(makeDicom(sides), 'x')).toThrow(
      expect.objectContaining({ code: 'image-too-large' }),
    );
    await expect(readImageBytes(makeDicom([[0x00280010, 'US', 31]]), 'x', 32)).rejects.toMatchObject({
      code: 'image-too-small',
      details: { width: 40, height: 31 },
    });
  });

  it('is refused where its compressed frame is of another size than its header says', async () => {
    const bytes = Buffer.from(readFixture('MR_small_jpeg_ls_lossless'));
    const frame = bytes.indexOf(Buffer.from([0xff, 0xf7]));
    bytes.writeUInt16BE(60_000, frame + 5);
    expect(await codeOf(bytes)).toBe('image-truncated');
  });

  it('is refused where it is compressed and has no fragment', async () => {
    const bytes = readFixture('MR_small_RLE');
    const pixels = bytes.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
    expect(await codeOf(bytes.subarray(0, pixels + 12))).toBe('image-truncated');
    expect(await codeOf(bytes.subarray(0, pixels + 20))).toBe('image-truncated');
  });

  it.each(dicomNames)('%s, cut or changed anywhere, is read or refused with a reason', async (name) => {
    const whole = readFixture(name);
    const random = makeRandom(whole.length);
    for (let round = 0; round < 6; round += 1) {
      const changed = Buffer.from(whole);
      // most of what can go wrong lies before the pixels
      const reach = round % 2 === 0 ? whole.length : Math.min(whole.length, 2500);
      for (let change = 0; change < 3; change += 1) changed[random(reach)] = random(256);
      for (const bytes of [changed, whole.subarray(0, random(reach))]) {
        expect(await codeOf(bytes)).toMatch(/^(read|image-[a-z-]+|dicom-[a-z-]+)$/);
      }
    }
  });
});

describe('isDicom', () => {
  it('takes no text, no other image and no chance bytes for DICOM', () => {
    const random = makeRandom(7);
    const chance = Array.from({ length: 200 }, () => Buffer.from({ length: 400 }).map(() => random(256)));
    const others = [
      '',
      '{"a": 1}',
      '\x08\x00',
      '\x89PNG\r\n\x1a\n'.repeat(40),
      'II*\0\x08\0\0\0'.repeat(40),
    ].map((text) => Buffer.from(text, 'latin1'));
    expect([...chance, ...others, Buffer.alloc(500), Buffer.alloc(500, 8)].filter(isDicom)).toEqual([]);
  });
});

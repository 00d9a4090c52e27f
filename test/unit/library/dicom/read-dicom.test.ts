import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDicom } from '../../../../main/library/dicom/read-dicom.ts';
import { renderDicom } from '../../../../main/library/dicom/render-dicom.ts';
import { readImageBytes } from '../../../../main/library/read-image.ts';
import { makeDicom, readExpected, readFixture } from './dicom-fixtures.ts';

const sampledSchema = z.object({ sum: z.number(), step: z.number(), sampled: z.array(z.number()) });
const expectedSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      width: z.number(),
      height: z.number(),
      frames: z.number(),
      values: sampledSchema.optional(),
      rgb: sampledSchema.optional(),
      grey: sampledSchema.optional(),
    }),
  ),
});
const { files } = expectedSchema.parse(readExpected());
const names = Object.keys(files);
/** Lossy codecs and colour formulas round in ways of their own. */
const roundings = new Map([
  ['JPEG2000', 1],
  ['JPEG-lossy', 1],
  ['jpeg-extended-12', 1],
  ['SC_rgb_jpeg_dcmtk', 2],
  ['examples_ybr_color', 3],
  ['ybr-full', 1],
  ['ybr-full-422', 1],
]);

function sample(values: ArrayLike<number>, step: number): number[] {
  return Array.from(values).filter((_, at) => at % step === 0);
}

function mostApart(received: readonly number[], expected: readonly number[]): number {
  expect(received).toHaveLength(expected.length);
  return Math.max(...received.map((value, at) => Math.abs(value - (expected[at] ?? NaN))));
}

describe('readDicom', () => {
  it('is held against pydicom in every compression and every kind of pixels', () => {
    expect(names.length).toBeGreaterThan(40);
  });

  it.each(names)('reads the values of %s as pydicom does', async (name) => {
    const wanted = files[name];
    const { header, samples } = await readDicom(readFixture(name), name);
    expect(header).toMatchObject({ width: wanted?.width, height: wanted?.height, frames: wanted?.frames });
    const { step, sampled, sum } = sampledSchema.parse(
      samples.kind === 'grey' ? wanted?.values : wanted?.rgb,
    );
    const values = samples.kind === 'grey' ? samples.values : samples.rgb;
    const tolerance = roundings.get(name) ?? 0.001;
    expect(mostApart(sample(values, step), sampled)).toBeLessThanOrEqual(tolerance);
    const total = Array.from(values).reduce((before, value) => before + value, 0);
    expect(Math.abs(total - sum)).toBeLessThanOrEqual((tolerance * values.length) / 2 + 1);
  });

  it.each(names.filter((name) => files[name]?.grey !== undefined))(
    'shows %s as pydicom does',
    async (name) => {
      const { step, sampled } = sampledSchema.parse(files[name]?.grey);
      const { pixels } = renderDicom(await readDicom(readFixture(name), name));
      const scaled = sampled.map((grey) => grey * 255);
      expect(mostApart(sample(pixels, step), scaled)).toBeLessThanOrEqual(0.52);
    },
  );

  it('reads a file without preamble, meta information and transfer syntax', async () => {
    const whole = readFixture('MR_small_implicit');
    const { samples } = await readDicom(whole.subarray(startOf(whole)), 'a');
    expect(samples).toEqual((await readDicom(whole, 'b')).samples);
    expect((await readDicom(readFixture('no_meta'), 'no_meta')).header).toMatchObject({
      width: 128,
      height: 128,
    });
  });

  it('leaves padding out of the range, and shows what is left from black to white', async () => {
    const image = await readDicom(readFixture('padded'), 'padded');
    const { values } = z.object({ values: sampledSchema }).parse(files['padded']);
    const greatest = Math.max(...values.sampled.filter((value) => value < 65000));
    expect(image.samples.kind === 'grey' && image.samples.range[1]).toBeGreaterThanOrEqual(greatest);
    expect(image.samples.kind === 'grey' && image.samples.range[1]).toBeLessThan(4096);
    expect(Math.min(...renderDicom(image).pixels)).toBe(0);
  });

  it('keeps all windows that can be applied, with their names, in the character set of the file', async () => {
    const bytes = makeDicom([
      [0x00080005, 'CS', 'ISO_IR 192'],
      [0x00281050, 'DS', '50\\60\\70'],
      [0x00281051, 'DS', '100\\0\\30'],
      [0x00281055, 'LO', Buffer.from('Phổi\\x\\', 'utf8').toString('latin1')],
    ]);
    const { samples } = await readDicom(bytes, 'windows');
    expect(samples).toMatchObject({
      windows: [
        { center: 50, width: 100, function: 'linear', explanation: 'Phổi' },
        { center: 70, width: 30, function: 'linear', explanation: null },
      ],
    });
  });

  it('shows values of eight bits as they are where nothing is said, as a PNG of them is shown', async () => {
    const pixels = Buffer.from(Array.from({ length: 40 * 36 }, (_, at) => 90 + (at % 40)));
    const bytes = makeDicom([], { pixels });
    const png = await sharp(pixels, { raw: { width: 40, height: 36, channels: 1 } })
      .png()
      .toBuffer();
    expect([...renderDicom(await readDicom(bytes, 'x')).pixels]).toEqual([...pixels]);
    const [own, peer] = [await readImageBytes(bytes, 'x', 32), await readImageBytes(png, 'x', 32)];
    expect([...own.pixels]).toEqual([...peer.pixels]);
  });

  it.each([
    [
      'a rescaled one',
      [
        [0x00281052, 'DS', '-10'],
        [0x00281053, 'DS', '1'],
      ],
    ],
    ['a signed one', [[0x00280103, 'US', 1]]],
    [
      'one of seven bits',
      [
        [0x00280101, 'US', 7],
        [0x00280102, 'US', 6],
      ],
    ],
  ] as const)('shows %s from its smallest to its greatest value', async (_, elements) => {
    const pixels = Buffer.from(Array.from({ length: 40 * 36 }, (_, at) => 20 + (at % 40)));
    const shown = renderDicom(await readDicom(makeDicom(elements, { pixels }), 'x')).pixels;
    expect([shown[0], shown[39]]).toEqual([0, 255]);
  });

  it('turns MONOCHROME1 and the shape INVERSE once, together too', async () => {
    const pixels = Buffer.alloc(40 * 36);
    pixels[0] = 200;
    const monochrome1 = [0x00280004, 'CS', 'MONOCHROME1'] as const;
    const inverse = [0x20500020, 'CS', 'INVERSE'] as const;
    for (const elements of [[monochrome1], [inverse], [monochrome1, inverse]]) {
      const shown = renderDicom(await readDicom(makeDicom(elements, { pixels }), 'x')).pixels;
      expect([shown[0], shown[1]]).toEqual([55, 255]);
    }
  });
});

/** Where the data set begins in a file whose group 0002 says how long it is. */
function startOf(bytes: Buffer): number {
  return 132 + 12 + bytes.readUInt32LE(140);
}

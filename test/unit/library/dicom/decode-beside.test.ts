import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawDicomBeside, packDicomBeside } from '../../../../main/library/dicom/decode-beside.ts';
import { makeDicom, readExpected, readFixture } from './dicom-fixtures.ts';

const sampledSchema = z.object({ step: z.number(), sampled: z.array(z.number()) });
const { files } = z
  .object({ files: z.record(z.string(), z.object({ values: sampledSchema, grey: sampledSchema })) })
  .parse({ files: pick(readExpected(), ['MR_small', 'MR_small_jp2klossless']) });

function pick(expected: unknown, names: readonly string[]): Record<string, unknown> {
  const all = z.object({ files: z.record(z.string(), z.unknown()) }).parse(expected).files;
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

describe('a DICOM file decoded in another thread', () => {
  it.each(Object.entries(files))('%s is drawn as pydicom shows it', async (name, { grey }) => {
    const { header, pixels, isColour } = await drawDicomBeside(readFixture(name), name);
    expect(header).toMatchObject({ modality: 'MR', width: 64, height: 64 });
    expect(isColour).toBe(false);
    expect(pixels).toHaveLength(64 * 64);
    for (const [place, wanted] of grey.sampled.entries()) {
      expect(Math.abs((pixels[place * grey.step] ?? NaN) - 255 * wanted)).toBeLessThanOrEqual(0.52);
    }
  });

  it.each(Object.entries(files))(
    '%s is packed in the values that pydicom reads',
    async (name, { values }) => {
      const packed = await packDicomBeside(readFixture(name), name);
      const start = 4 + packed.readUInt32LE(0);
      const header: unknown = JSON.parse(packed.toString('utf8', 4, start));
      expect(header).toMatchObject({ width: 64, height: 64, valueType: 'int16' });
      const read = values.sampled.map((_, place) => packed.readInt16LE(start + 2 * values.step * place));
      expect(read).toEqual(values.sampled);
    },
  );

  it('is refused with its own code, text and details', async () => {
    await expect(drawDicomBeside(readFixture('test-SR'), 'report.dcm')).rejects.toMatchObject({
      name: 'AppError',
      code: 'dicom-without-image',
      message: expect.stringMatching(/^report\.dcm .*Modality is SR/),
      details: { modality: 'SR' },
    });
    await expect(drawDicomBeside(makeDicom([[0x00280010, 'US', 31]]), 'x', 32)).rejects.toMatchObject({
      code: 'image-too-small',
      details: { width: 40, height: 31 },
    });
  });

  it('is taken where nothing else shares its memory, and copied where something does', async () => {
    const whole = readFixture('MR_small');
    const shared = Buffer.from(new ArrayBuffer(whole.length + 1), 0, whole.length);
    whole.copy(shared);
    await drawDicomBeside(shared, 'shared');
    expect(shared.equals(whole)).toBe(true);
    const own = Buffer.from(new ArrayBuffer(whole.length));
    whole.copy(own);
    await drawDicomBeside(own, 'own');
    expect(own).toHaveLength(0);
  });

  it('keeps the process while it is decoded, and no longer', async () => {
    const root = path.resolve(import.meta.dirname, '../../../..');
    const script = `
      const { readFileSync } = await import('node:fs');
      const { drawDicomBeside } = await import('./main/library/dicom/decode-beside.ts');
      const { pixels } = await drawDicomBeside(readFileSync('test/fixtures/dicom/MR_small.dcm'), 'x');
      process.stdout.write(pixels.length + ' ' + process.getActiveResourcesInfo().includes('MessagePort'));`;
    const run = promisify(execFile)(process.execPath, ['-e', script], { cwd: root });
    expect((await run).stdout).toBe('4096 false');
  });
});

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { Prediction } from '../../../shared/domain/prediction.ts';
import { greyPictureHeaderSchema, greyPictureType } from '../../../shared/domain/grey-picture.ts';
import { openLibrary, type OpenLibrary, trainRun, waitForEvent } from './open-library.ts';

/** What the headers hold, the README and the script there tell. */
const chest = path.resolve(import.meta.dirname, '../../fixtures/dicom-chest');
const pydicom = path.resolve(import.meta.dirname, '../../fixtures/dicom');

let library: OpenLibrary;
let application: Application;
let run: number;

beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  ({ run } = await trainRun(application, 'asked', { epochs: 1 }));
});
afterAll(() => library.close());

function file(name: string): string {
  return path.join(chest, `${name}.dcm`);
}

async function predict(paths: string[]): Promise<Prediction[]> {
  return (await application.call('predictions:make', { run, paths })).predictions;
}

/** Flags that come of the header alone: what the model says of these images is by chance. */
function flagsOf({ flags }: Prediction): string[] {
  return flags.filter((flag) => flag !== 'near-threshold');
}

function readLogs(): string {
  const folder = path.join(library.home, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('');
}

describe('predicting DICOM files', () => {
  test('tells their patients and what their headers say to be careful about', async () => {
    const predictions = await predict(['frontal-1', 'lateral', 'brain', 'without-id'].map(file));
    expect(predictions.map((each) => [each.error, each.patient, flagsOf(each)])).toEqual([
      [null, 'dicom:QX-7301', []],
      [null, 'dicom:QX-7302', ['lateral-view']],
      [null, 'dicom:QX-7303', ['not-a-radiograph', 'not-a-chest']],
      [null, null, []],
    ]);
    const [{ prediction } = { prediction: null }] = predictions;
    const stored = await application.call('predictions:show', { prediction: prediction ?? 0 });
    expect(stored.prediction.patient).toBe('dicom:QX-7301');
  });

  test('puts a patient’s results in the order of the studies, whenever they were predicted', async () => {
    await predict([file('frontal-2')]);
    await predict([file('frontal-1')]);
    const { predictions } = await application.call('patients:show', { patient: 'dicom:QX-7301' });
    const [newest] = predictions;
    expect(newest).toMatchObject({ path: file('frontal-2'), studyDate: '2026-02-07' });
    const dates = predictions.map(({ studyDate }) => studyDate);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(dates.at(-1)).toBe('2026-01-31');
  });

  test('reads the first of several frames, and says so', async () => {
    const [several] = await predict([path.join(pydicom, 'SC_rgb_rle_16bit_2frame.dcm')]);
    expect(several?.error).toBeNull();
    expect(several?.flags).toContain('several-frames');
  });

  test('takes them handed over, and by the folder', async () => {
    const base64 = readFileSync(file('lateral')).toString('base64');
    const files = [{ name: 'person5_virus_1', base64 }];
    const { predictions } = await application.call('predictions:make-from-files', { run, files });
    expect(predictions[0]).toMatchObject({ error: null, patient: 'dicom:QX-7302' });

    const folder = path.join(library.folder, 'ward');
    mkdirSync(folder);
    copyFileSync(file('frontal-1'), path.join(folder, 'frontal'));
    writeFileSync(path.join(folder, 'DICOMDIR'), 'contents');
    const { batch, total } = await application.call('predictions:start-batch', { run, path: folder });
    await waitForEvent(
      application,
      ({ name, payload }) => name === 'prediction:batch-ended' && payload.batch === batch,
    );
    const [newest] = await application.call('predictions:list', { run, limit: 1 });
    expect([total, newest?.patient, newest?.path]).toEqual([
      1,
      'dicom:QX-7301',
      path.join(folder, 'frontal'),
    ]);
  });

  test('tells of those without an image, and goes on', async () => {
    const [report, frontal] = await predict([path.join(pydicom, 'test-SR.dcm'), file('frontal-1')]);
    expect(report).toMatchObject({ prediction: null, error: { code: 'dicom-without-image' } });
    expect(frontal?.error).toBeNull();
  });
});

test('evaluating a folder of DICOM files counts the patients of their headers', async () => {
  const folder = path.join(library.folder, 'held');
  for (const [className, ...names] of [
    ['NORMAL', 'frontal-1', 'frontal-2'],
    ['PNEUMONIA', 'lateral', 'brain', 'without-id'],
  ] as const) {
    mkdirSync(path.join(folder, className), { recursive: true });
    for (const name of names) copyFileSync(file(name), path.join(folder, className, name));
  }
  const evaluation = await application.call('evaluations:make', { run, path: folder });
  expect(evaluation).toMatchObject({ images: 5, patients: 4, rejected: [] });
});

describe('pictures', () => {
  async function show(name: string): Promise<{ type: string; bytes: Buffer; id: number }> {
    const [predicted] = await predict([name]);
    const id = predicted?.prediction ?? 0;
    return { ...(await application.picture('predictions', id, 'full')), id };
  }

  test('of a DICOM file come in its own values', async () => {
    const source = path.join(pydicom, 'MR_small.dcm');
    const { type, bytes, id } = await show(source);
    expect(type).toBe(greyPictureType);
    const start = 4 + bytes.readUInt32LE(0);
    const header = greyPictureHeaderSchema.parse(JSON.parse(bytes.toString('utf8', 4, start)));
    expect(header).toMatchObject({ width: 64, height: 64, valueType: 'int16', isInverted: false });
    // The file has no rescale and no compression, so the values stand in it as they are, at its end.
    const file = readFileSync(source);
    const values = bytes.subarray(start);
    expect(values.byteLength).toBe(64 * 64 * 2);
    expect(file.includes(values)).toBe(true);

    const small = await application.picture('predictions', id, 'small');
    expect(small.type).toBe('image/jpeg');
    expect(await sharp(small.bytes).metadata()).toMatchObject({ width: 64, height: 64 });
  });

  test('of one in colour come in 8-bit grey, black to white', async () => {
    const { type, bytes } = await show(path.join(pydicom, 'SC_rgb_rle.dcm'));
    expect(type).toBe(greyPictureType);
    const start = 4 + bytes.readUInt32LE(0);
    const header = greyPictureHeaderSchema.parse(JSON.parse(bytes.toString('utf8', 4, start)));
    expect(header).toMatchObject({ width: 100, height: 100, valueType: 'uint8', table: null });
    expect(header.windows).toEqual([{ center: 128, width: 256, function: 'linear', explanation: null }]);
    expect(bytes.byteLength - start).toBe(100 * 100);
    // Its first rows are pure red: 0.299 of white in BT.601's luma.
    expect(bytes[start]).toBe(76);
  });
});

test('no patient of a header comes into the log, by what succeeds or fails', async () => {
  const source = path.join(library.folder, 'logged');
  const whole = readFileSync(file('lateral'));
  for (const [name, bytes] of [
    ['N/a.dcm', readFileSync(file('frontal-1'))],
    ['P/b.dcm', whole],
    ['P/cut.dcm', whole.subarray(0, 3000)],
  ] as const) {
    mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
    writeFileSync(path.join(source, name), bytes);
  }
  const { importId } = await application.call('imports:start', { path: source, name: 'logged' });
  const report = await application.call('imports:wait', { importId });
  expect(report).toMatchObject({ added: 2, rejected: [{ path: 'P/cut.dcm' }] });
  await predict([path.join(source, 'P/cut.dcm'), path.join(source, 'P/b.dcm')]);
  const failed = await application.call('imports:start', { path: path.join(source, 'P'), name: 'none' });
  await expect(application.call('imports:wait', failed)).rejects.toThrow();
  await expect(application.call('evaluations:make', { run, path: path.join(source, 'P') })).rejects.toThrow();

  expect(readLogs()).toContain('"msg"');
  expect(readLogs()).not.toMatch(/QX-73|Secret/);
  expect(JSON.stringify(report.rejected)).not.toMatch(/QX-73|Secret/);
});

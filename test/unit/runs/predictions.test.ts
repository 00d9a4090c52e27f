import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { Prediction } from '../../../shared/domain/prediction.ts';
import type { EventPayload, PushedEvent } from '../../../shared/ipc/contract.ts';
import { openLibrary, type OpenLibrary, quickSettings, waitForEvent, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let run: number;
let films: string[];

beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  ({ run } = await trainRun(application, 'asked', { epochs: 1 }));
  const folder = path.join(library.source, 'PNEUMONIA');
  films = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
});
afterAll(() => library.close());

async function predictOne(file: string): Promise<Prediction & { prediction: number }> {
  const { predictions } = await application.call('predictions:make', { run, paths: [file] });
  return requireStored(predictions[0]);
}

async function upload(name: string, bytes: Buffer): Promise<Prediction & { prediction: number }> {
  const files = [{ name, base64: bytes.toString('base64') }];
  const { predictions } = await application.call('predictions:make-from-files', { run, files });
  return requireStored(predictions[0]);
}

function requireStored(prediction: Prediction | undefined): Prediction & { prediction: number } {
  if (prediction?.prediction == null) throw new Error('nothing was stored');
  return { ...prediction, prediction: prediction.prediction };
}

function film(place: number): string {
  const file = films[place];
  if (file === undefined) throw new Error(`there is no film ${place}`);
  return file;
}

describe('whose image it is', () => {
  test('is read from the file’s name by the patterns of the run’s dataset', async () => {
    const bytes = readFileSync(film(0));
    expect((await upload('person77_virus_3.jpeg', bytes)).patient).toBe('person:77');
    expect((await upload('scan.jpeg', bytes)).patient).toBeNull();
  });

  test('can be said by a reader, and taken back', async () => {
    const { prediction } = await upload('scan.jpeg', readFileSync(film(0)));
    await application.call('predictions:set-patient', { prediction, patient: 'Ward 3, bed 2' });
    const record = await application.call('patients:show', { patient: 'Ward 3, bed 2' });
    expect(record.predictions.map((each) => each.prediction)).toEqual([prediction]);
    await application.call('predictions:set-patient', { prediction, patient: null });
    expect(await application.call('patients:show', { patient: 'Ward 3, bed 2' })).toMatchObject({
      images: [],
      predictions: [],
    });
  });
});

describe('reviews', () => {
  test('are kept with the prediction; the latest counts', async () => {
    const { prediction } = await predictOne(film(0));
    const show = async (): Promise<unknown> =>
      (await application.call('predictions:show', { prediction })).prediction.review;
    expect(await show()).toBeNull();
    await application.call('predictions:review', { prediction, verdict: 'accepted' });
    const heard = waitForEvent(application, ({ name }) => name === 'prediction:reviewed');
    await application.call('predictions:review', { prediction, verdict: 'disagreed', comment: 'Không rõ' });
    expect((await heard).payload).toMatchObject({ prediction, review: { comment: 'Không rõ' } });
    expect(await show()).toMatchObject({ verdict: 'disagreed', comment: 'Không rõ' });
    await application.call('predictions:review', { prediction, verdict: null, comment: '' });
    expect(await show()).toMatchObject({ verdict: null, comment: '' });
  });

  test('of a prediction that there is not are refused', async () => {
    await expect(
      application.call('predictions:review', { prediction: 999_999, verdict: 'accepted' }),
    ).rejects.toMatchObject({ code: 'prediction-not-found' });
  });
});

test('earlier predictions come newest first, and a page at a time', async () => {
  const first = await predictOne(film(0));
  const second = await predictOne(film(1));
  const newest = await application.call('predictions:list', { run, limit: 1 });
  expect(newest.map(({ prediction }) => prediction)).toEqual([second.prediction]);
  const older = await application.call('predictions:list', { run, before: second.prediction, limit: 1 });
  expect(older).toMatchObject([{ prediction: first.prediction, path: film(0), runName: 'asked' }]);
});

describe('a folder', () => {
  async function collect(batch: string): Promise<EventPayload<'prediction:progressed'>[]> {
    const progress: EventPayload<'prediction:progressed'>[] = [];
    const unsubscribe = application.subscribe((event: PushedEvent) => {
      if (event.name === 'prediction:progressed' && event.payload.batch === batch)
        progress.push(event.payload);
    });
    await waitForEvent(
      application,
      ({ name, payload }) => name === 'prediction:batch-ended' && payload.batch === batch,
    );
    unsubscribe();
    return progress;
  }

  test('is predicted to its last file, what is no image told of', async () => {
    const folder = path.join(library.folder, 'ảnh mới');
    mkdirSync(path.join(folder, 'deeper'), { recursive: true });
    copyFileSync(film(0), path.join(folder, 'a.jpeg'));
    copyFileSync(film(1), path.join(folder, 'deeper', 'b.jpeg'));
    writeFileSync(path.join(folder, 'notes.txt'), 'no image');
    const { batch, total } = await application.call('predictions:start-batch', { run, path: folder });
    const progress = await collect(batch);
    expect(total).toBe(3);
    expect(progress.at(-1)).toMatchObject({ run, done: 3, total: 3, positiveClass: 'PNEUMONIA' });
    const results = progress.flatMap(({ predictions }) => predictions);
    expect(results.map((each) => [each.path, each.error?.code ?? null])).toEqual([
      ['a.jpeg', null],
      ['notes.txt', 'image-not-an-image'],
      ['deeper/b.jpeg', null],
    ]);
    // The same as one by one.
    expect(results[0]?.probability).toBeCloseTo((await predictOne(film(0))).probability ?? -1, 6);
  });

  test('can be cancelled, and what was predicted stays', async () => {
    const folder = path.join(library.folder, 'many');
    mkdirSync(folder);
    for (let place = 0; place < 200; place += 1) copyFileSync(film(0), path.join(folder, `${place}.jpeg`));
    const { batch } = await application.call('predictions:start-batch', { run, path: folder });
    const ended = waitForEvent(application, ({ name }) => name === 'prediction:batch-ended');
    await waitForEvent(application, ({ name }) => name === 'prediction:progressed');
    await application.call('predictions:cancel-batch', { batch });
    expect((await ended).payload).toEqual({ batch, outcome: 'cancelled', error: null });
    const [newest] = await application.call('predictions:list', { run, limit: 1 });
    expect(newest?.path).toContain(folder);
    await expect(application.call('predictions:cancel-batch', { batch })).rejects.toMatchObject({
      code: 'batch-not-found',
    });
  });

  test('without files is refused', async () => {
    const folder = path.join(library.folder, 'empty');
    mkdirSync(folder);
    await expect(application.call('predictions:start-batch', { run, path: folder })).rejects.toMatchObject({
      code: 'dataset-empty',
    });
    await expect(
      application.call('predictions:start-batch', { run, path: path.join(folder, 'absent') }),
    ).rejects.toMatchObject({ code: 'path-not-found' });
  });
});

describe('pictures', () => {
  test('of an upload are there though the file lies nowhere', async () => {
    const pixels = Buffer.from(Array.from({ length: 64 * 48 }, (_, place) => place % 256));
    const png = await sharp(pixels, { raw: { width: 64, height: 48, channels: 1 } })
      .png()
      .toBuffer();
    const { prediction } = await upload('ramp.png', png);
    const { type, bytes } = await application.picture('predictions', prediction, 'full');
    const { data, info } = await sharp(bytes).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    expect([type, info.width, info.height]).toEqual(['image/png', 64, 48]);
    expect(data.equals(pixels)).toBe(true);
  });

  test('of a dataset’s image have the source’s size, and small ones at most 256 pixels', async () => {
    const { images } = await application.call('images:list', { dataset: 'tiny' });
    const [image] = images;
    if (image === undefined) throw new Error('there are no images');
    const full = await sharp((await application.picture('images', image.id, 'full')).bytes).metadata();
    expect([full.width, full.height]).toEqual([image.width, image.height]);
    const small = await sharp((await application.picture('images', image.id, 'small')).bytes).metadata();
    expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(256);
  });

  test('are refused where the file is gone, or holds something else by now', async () => {
    const file = path.join(library.folder, 'passing.jpeg');
    // A film that was never handed over as bytes.
    copyFileSync(film(3), file);
    const { prediction } = await predictOne(file);
    await application.picture('predictions', prediction, 'full');
    appendFileSync(file, 'more');
    await expect(application.picture('predictions', prediction, 'full')).rejects.toMatchObject({
      code: 'image-changed',
    });
    rmSync(file);
    await expect(application.picture('predictions', prediction, 'full')).rejects.toMatchObject({
      code: 'image-unreadable',
    });
    await expect(application.picture('images', 999_999, 'full')).rejects.toMatchObject({
      code: 'image-not-found',
    });
  });
});

test('an explanation tells the same probability, and an overlay of the model’s size', async () => {
  const { prediction, probability } = await predictOne(film(0));
  const explanation = await application.call('predictions:explain', {
    run,
    image: { kind: 'predictions', id: prediction },
  });
  expect(explanation.probability).toBeCloseTo(probability ?? -1, 6);
  const overlay = sharp(Buffer.from(explanation.overlayBase64, 'base64'));
  const { width, height, hasAlpha } = await overlay.metadata();
  expect([width, height, hasAlpha]).toEqual([quickSettings.imageSize, quickSettings.imageSize, true]);
  const { channels } = await overlay.stats();
  expect(explanation.isEmpty).toBe(channels[3]?.max === 0);
});

describe('the default model', () => {
  test('is kept, told to every window, and forgotten with its run', async () => {
    const heard = waitForEvent(application, ({ name }) => name === 'default-model:changed');
    expect(await application.call('default-model:set', { run: 'asked' })).toEqual({ run });
    expect((await heard).payload).toEqual({ run });
    expect(await application.call('default-model:show', {})).toEqual({ run });
  });

  test('is no run without a model', async () => {
    await expect(application.call('default-model:set', { run: 'nobody' })).rejects.toMatchObject({
      code: 'run-not-found',
    });
  });
});

describe('patients', () => {
  test('are found by a part of their key, across datasets and predictions, each once', async () => {
    await upload('person9001_virus_1.jpeg', readFileSync(film(0)));
    const { patients, total } = await application.call('patients:list', { search: '9001' });
    expect(patients).toEqual([{ patient: 'person:9001', images: 0, predictions: 1 }]);
    expect(total).toBe(1);
    // A percent sign is a percent sign.
    expect((await application.call('patients:list', { search: '%' })).total).toBe(0);
  });

  test('have their images, and the viewer walks them in the dataset’s order', async () => {
    const { images } = await application.call('images:list', { dataset: 'tiny', limit: 500 });
    const ids = images.map(({ id }) => id);
    const shown = await application.call('viewer:show-image', { image: ids[1] ?? -1 });
    expect(shown).toMatchObject({ previous: ids[0], next: ids[2], position: 2, total: images.length });
    const { patient } = shown.image;
    const own = images.filter((image) => image.patient === patient && image.id !== ids[1]);
    expect(shown.ofPatient.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    const last = await application.call('viewer:show-image', { image: ids.at(-1) ?? -1 });
    expect([last.next, last.position]).toEqual([null, images.length]);
  });

  test('keep nothing of a run that is deleted', async () => {
    const { prediction } = await upload('person9002_virus_1.jpeg', readFileSync(film(2)));
    await application.call('runs:delete', { run });
    expect((await application.call('patients:list', { search: '9002' })).total).toBe(0);
    expect(await application.call('default-model:show', {})).toEqual({ run: null });
    await expect(application.picture('predictions', prediction, 'full')).rejects.toMatchObject({
      code: 'image-not-found',
    });
  });
});

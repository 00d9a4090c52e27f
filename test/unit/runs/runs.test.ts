import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, openApplication } from '../../../main/application.ts';
import { AppError, type AppErrorCode } from '../../../shared/ipc/app-error.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import type { Run } from '../../../shared/domain/run.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { openLibrary, type OpenLibrary, quickSettings, waitForEvent, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

async function train(name: string, settings: Record<string, number> = {}): Promise<Run> {
  return await trainRun(application, name, settings);
}

async function catchError(promise: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`expected an AppError, got ${String(thrown)}`);
}

async function expectCode(promise: Promise<unknown>, code: AppErrorCode): Promise<AppError> {
  const error = await catchError(promise);
  expect(error.code).toBe(code);
  return error;
}

describe('a run from start to end', () => {
  test('is stored with its split, its epochs, its best epoch and its model', async () => {
    const events: PushedEvent[] = [];
    const unsubscribe = application.subscribe((event) => events.push(event));
    const run = await train('whole');
    unsubscribe();

    expect(run).toMatchObject({
      name: 'whole',
      status: 'completed',
      statusReason: null,
      dataset: 'tiny',
      classes: ['NORMAL', 'PNEUMONIA'],
      positiveClass: 'PNEUMONIA',
      hasModel: true,
      hasCheckpoint: true,
    });
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    // 48 images of 24 patients; a fifth of each class's 12 patients is held out, whole.
    expect(run.split.train.images + run.split.val.images).toBe(48);
    expect(run.split.train.patients + run.split.val.patients).toBe(24);
    expect(run.split.val.images).toBe(2 * run.split.val.patients);
    expect(run.split.val.patients).toBeGreaterThanOrEqual(4);
    expect([1, 2]).toContain(run.bestEpoch);
    expect(Object.keys(run.versions).sort()).toEqual(expect.arrayContaining(['negatoscope', 'node', 'tfjs']));

    // A batch of 8 or a rest: as many batches as the training images fill, in each of 2 epochs.
    const batches = await application.call('runs:batches', { run: run.run });
    const batchesPerEpoch = Math.ceil(run.split.train.images / 8);
    expect(batches.map(({ epoch, batch }) => [epoch, batch])).toEqual(
      [1, 2].flatMap((epoch) => Array.from({ length: batchesPerEpoch }, (_, index) => [epoch, index + 1])),
    );

    const statuses = events.flatMap((event) => (event.name === 'run:changed' ? event.payload.status : []));
    expect(statuses).toEqual(['queued', 'running', 'completed']);
    const epochs = events.flatMap((event) => (event.name === 'run:epoch-ended' ? event.payload.metrics : []));
    expect(epochs).toEqual(run.epochs);
    expect(events.filter(({ name }) => name === 'run:batch-ended')).toHaveLength(2 * batchesPerEpoch);
    expect(events.some(({ name }) => name === 'run:progressed')).toBe(true);
  });

  test('is in the list with the metrics of its best epoch', async () => {
    const run = await application.call('runs:show', { run: 'whole' });
    const [summary] = await application.call('runs:list', {});
    expect(summary).toMatchObject({ run: run.run, epochsDone: 2, epochsPlanned: 2, status: 'completed' });
    expect(summary?.best).toEqual(run.epochs.find(({ epoch }) => epoch === run.bestEpoch));
    expect(await application.call('runs:show', { run: String(run.run) })).toEqual(run);
  });

  test('with the same seed is the same run, and shares its split', async () => {
    const first = await application.call('runs:show', { run: 'whole' });
    const second = await train('again');
    const toFigures = ({ epochs }: typeof first) => epochs.map(({ loss, valLoss }) => [loss, valLoss]);
    expect(toFigures(second)).toEqual(toFigures(first));
    const other = await train('other-seed', { seed: 2 });
    expect(toFigures(other)).not.toEqual(toFigures(first));
  });

  test('without a name is named by preset and dataset, with the first number that is free', async () => {
    const start = () =>
      application.call('runs:start', { dataset: 'tiny', preset: 'cnn5', settings: quickSettings });
    const [first, second] = [await start(), await start()];
    expect([first.name, second.name]).toEqual(['cnn5-tiny-1', 'cnn5-tiny-2']);
    expect(second.status).toBe('queued');
    const [firstEnded, secondEnded] = await Promise.all(
      [first, second].map(({ run }) => application.call('runs:wait', { run })),
    );
    expect([firstEnded?.status, secondEnded?.status]).toEqual(['completed', 'completed']);
    // One at a time: the second began when the first had ended.
    expect(Date.parse(secondEnded?.startedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(firstEnded?.endedAt ?? ''),
    );
  });
});

describe('what cannot be trained is refused, and leaves the library as it was', () => {
  test.each<[AppErrorCode, Record<string, unknown>, string]>([
    ['dataset-not-found', { dataset: 'nope' }, 'nope'],
    ['preset-not-found', { preset: 'cnn' }, 'cnn5'],
    ['name-taken', { name: 'whole' }, 'whole-1'],
    ['name-invalid', { name: '12' }, 'digits alone'],
    ['setting-unknown', { settings: { epoch: 3 } }, 'epochs'],
    ['setting-invalid', { settings: { learningRate: 0 } }, 'learningRate'],
    ['setting-invalid', { settings: { learningRate: 'NaN' } }, 'learningRate'],
    ['setting-invalid', { settings: { batchSize: 1.5 } }, '1.5'],
  ])('%s: %o', async (code, wrong, named) => {
    const before = await application.call('runs:list', {});
    const input = { dataset: 'tiny', preset: 'cnn5', name: 'refused', ...wrong };
    const answer = await application.answer('runs:start', input);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(answer.ok ? '' : answer.error.message).toContain(named);
    expect(await application.call('runs:list', {})).toEqual(before);
  });

  test('classes of one patient', async () => {
    const elsewhere = path.join(library.folder, 'elsewhere');
    await writeImageFolder(elsewhere, { patients: 1, firstPatient: 200 });
    const { importId } = await application.call('imports:start', { path: elsewhere, name: 'minute' });
    await application.call('imports:wait', { importId });
    await expectCode(
      application.call('runs:start', { dataset: 'minute', preset: 'cnn5' }),
      'dataset-class-too-small',
    );
  });

  test('a dataset whose images are excluded, those of one class or all, alone or in a study', async () => {
    const elsewhere = path.join(library.folder, 'left-out');
    await writeImageFolder(elsewhere, { patients: 6, firstPatient: 300 });
    const { importId } = await application.call('imports:start', { path: elsewhere, name: 'left-out' });
    await application.call('imports:wait', { importId });
    const before = await application.call('runs:list', {});
    const what = { dataset: 'left-out', preset: 'cnn5' };
    const plan = { kind: 'cross-validation', folds: 2 } as const;
    const exclude = async (classNames: string[]): Promise<void> => {
      const listing = { dataset: 'left-out', filter: { classNames } };
      const images = await application.call('images:list-ids', listing);
      await application.call('images:exclude', { dataset: 'left-out', images });
    };

    await exclude(['NORMAL']);
    const error = await expectCode(application.call('runs:start', what), 'dataset-one-class');
    expect(error.message).toContain('No image of NORMAL counts in the dataset "left-out"');
    await expectCode(application.call('studies:start', { ...what, plan }), 'dataset-one-class');

    await exclude(['PNEUMONIA']);
    expect((await expectCode(application.call('runs:start', what), 'dataset-empty')).message).toContain(
      'All images of the dataset "left-out" (24) are excluded',
    );
    await expectCode(application.call('studies:start', { ...what, plan }), 'dataset-empty');
    expect(await application.call('runs:list', {})).toEqual(before);
    expect(await application.call('studies:list', {})).toEqual([]);
  });
});

describe('stopping and resuming', () => {
  const settings = { epochs: 4, seed: 11 };

  test('a stopped run keeps its best weights, and resumed gives what an unbroken one gives', async () => {
    const unbroken = await train('unbroken', settings);
    const started = await application.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'broken',
      settings: { ...quickSettings, ...settings },
    });
    await waitForEvent(
      application,
      ({ name, payload }) => name === 'run:epoch-ended' && payload.run === started.run,
    );
    await application.call('runs:stop', { run: 'broken' });
    const stopped = await application.call('runs:wait', { run: 'broken' });
    expect(stopped).toMatchObject({ status: 'stopped', hasModel: true, hasCheckpoint: true });
    expect(stopped.epochs.length).toBeGreaterThanOrEqual(1);
    expect(stopped.epochs.length).toBeLessThan(4);

    const resumed = await application.call('runs:resume', { run: 'broken' });
    expect(resumed.status).toBe('queued');
    const ended = await application.call('runs:wait', { run: 'broken' });
    expect(ended.status).toBe('completed');
    expect(ended.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    ended.epochs.forEach(({ loss, valLoss }, index) => {
      expect(loss).toBeCloseTo(unbroken.epochs[index]?.loss ?? Number.NaN, 6);
      expect(valLoss).toBeCloseTo(unbroken.epochs[index]?.valLoss ?? Number.NaN, 6);
    });
    expect(ended.bestEpoch).toBe(unbroken.bestEpoch);
    expect(ended.threshold).toBeCloseTo(unbroken.threshold ?? Number.NaN, 6);
    // Batches of the epoch that was run again are replaced, not doubled.
    const [whole, broken] = await Promise.all(
      ['unbroken', 'broken'].map((run) => application.call('runs:batches', { run })),
    );
    expect(broken?.map(({ epoch, batch }) => [epoch, batch])).toEqual(
      whole?.map(({ epoch, batch }) => [epoch, batch]),
    );
    await expectCode(application.call('runs:resume', { run: 'broken' }), 'run-not-resumable');
  });

  test('a run stopped in the queue never starts', async () => {
    const first = await application.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'ahead',
      settings: { ...quickSettings, epochs: 500, patience: 0 },
    });
    await application.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'behind',
      settings: quickSettings,
    });
    await application.call('runs:stop', { run: 'behind' });
    await application.call('runs:stop', { run: first.run });
    const behind = await application.call('runs:wait', { run: 'behind' });
    expect(behind).toMatchObject({ status: 'stopped', startedAt: null, engine: null, hasModel: false });
    await expectCode(
      application.call('evaluations:make', { run: 'behind', path: library.source }),
      'run-without-model',
    );
    await application.call('runs:wait', { run: first.run });

    // Without a checkpoint, resuming starts over.
    await application.call('runs:resume', { run: 'behind' });
    const again = await application.call('runs:wait', { run: 'behind' });
    expect(again).toMatchObject({ status: 'completed', epochs: [{ epoch: 1 }, { epoch: 2 }] });
  });

  test('closing the application interrupts its run, which another resumes', async () => {
    const home = library.home;
    const other = await openApplication({ home, engine: 'auto', front: 'command-line' });
    const started = await other.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'closed',
      settings: { ...quickSettings, epochs: 400, patience: 0 },
    });
    await waitForEvent(other, ({ name }) => name === 'run:epoch-ended');
    // Seen from elsewhere it lives: it can be neither resumed nor deleted.
    await expectCode(application.call('runs:resume', { run: started.run }), 'run-busy');
    await expectCode(application.call('runs:delete', { run: started.run }), 'run-busy');
    await other.close();

    const interrupted = await application.call('runs:show', { run: 'closed' });
    expect(interrupted.status).toBe('interrupted');
    expect(interrupted.statusReason).toMatchObject({
      code: 'app-closed',
      message: expect.stringMatching(/closed.*epoch \d+/) as string,
    });
    expect(interrupted.hasCheckpoint).toBe(true);
    await application.call('runs:resume', { run: 'closed' });
    await application.call('runs:stop', { run: 'closed' });
    expect((await application.call('runs:wait', { run: 'closed' })).epochs.length).toBeGreaterThanOrEqual(
      interrupted.epochs.length,
    );
  });

  test('two applications on one home train one at a time, and either can stop the other', async () => {
    const other = await openApplication({ home: library.home, engine: 'auto', front: 'command-line' });
    const settings = { ...quickSettings, epochs: 500, patience: 0 };
    const mine = await application.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'mine',
      settings,
    });
    await waitForEvent(application, ({ name }) => name === 'run:batch-ended');
    const theirs = await other.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      name: 'theirs',
      settings: quickSettings,
    });
    expect(await application.call('runs:show', { run: theirs.run })).toMatchObject({
      status: 'queued',
      statusReason: { code: 'waits-for-another-process' },
    });
    await other.call('runs:stop', { run: mine.run });
    expect(await other.call('runs:wait', { run: mine.run })).toMatchObject({ status: 'stopped' });
    expect(await application.call('runs:wait', { run: theirs.run })).toMatchObject({
      status: 'completed',
      statusReason: null,
    });
    await other.close();
  });
});

describe('exporting', () => {
  test('copies the model with what its use takes, to a new folder or an empty one', async () => {
    const run = await application.call('runs:show', { run: 'whole' });
    const target = path.join(library.folder, 'exports', 'first');
    const exported = await application.call('runs:export', { run: 'whole', format: 'tfjs', path: target });
    expect(exported).toEqual({
      path: target,
      format: 'tfjs',
      files: ['model.json', 'weights.bin', 'negatoscope.json'],
    });
    expect(readdirSync(target).sort()).toEqual(['model.json', 'negatoscope.json', 'weights.bin']);
    const card = modelCardSchema.parse(
      JSON.parse(readFileSync(path.join(target, 'negatoscope.json'), 'utf8')),
    );
    expect(card).toMatchObject({
      imageSize: 32,
      classes: ['NORMAL', 'PNEUMONIA'],
      positiveClass: 'PNEUMONIA',
      threshold: run.threshold,
      bestEpoch: run.bestEpoch,
    });
    const empty = path.join(library.folder, 'exports', 'empty');
    mkdirSync(empty);
    await application.call('runs:export', { run: 'whole', format: 'tfjs', path: empty });
    expect(readdirSync(empty)).toHaveLength(3);
  });

  test('refuses a folder with something in it, a file, and an unknown format', async () => {
    const full = path.join(library.folder, 'full');
    mkdirSync(full);
    writeFileSync(path.join(full, 'mine.txt'), 'mine');
    const toFull = application.call('runs:export', { run: 'whole', format: 'tfjs', path: full });
    await expectCode(toFull, 'output-not-writable');
    expect(readdirSync(full)).toEqual(['mine.txt']);
    const file = path.join(full, 'mine.txt');
    const toFile = application.call('runs:export', { run: 'whole', format: 'tfjs', path: file });
    await expectCode(toFile, 'output-not-writable');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const beneath = application.call('runs:export', {
      run: 'whole',
      format: 'tfjs',
      path: path.join(file, 'x'),
    });
    await expectCode(beneath, 'output-not-writable');
    const onnx = application.call('runs:export', { run: 'whole', format: 'onnx', path: `${full}-2` });
    expect((await expectCode(onnx, 'format-unknown')).message).toContain('tfjs');
    expect(existsSync(`${full}-2`)).toBe(false);
  });
});

test('deleting a run removes its files and rows, and frees its name', async () => {
  const { run } = await application.call('runs:show', { run: 'again' });
  const directory = application.home.runDirectory(run);
  expect(existsSync(directory)).toBe(true);
  await application.call('runs:delete', { run: 'again' });
  expect(existsSync(directory)).toBe(false);
  expect(readdirSync(application.home.scratchDirectory).filter((name) => name.startsWith('deleted'))).toEqual(
    [],
  );
  await expectCode(application.call('runs:show', { run }), 'run-not-found');
  // The split was shared with the run "whole", which still has it.
  expect((await application.call('runs:show', { run: 'whole' })).split.train.images).toBeGreaterThan(0);
  const reborn = await train('again');
  expect(reborn.run).toBeGreaterThan(run);
});

test('a dataset that runs were trained on cannot be deleted', async () => {
  await expectCode(application.call('datasets:delete', { dataset: 'tiny' }), 'dataset-in-use');
});

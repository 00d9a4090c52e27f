import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { Predictions } from '../../../shared/domain/prediction.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { openLibrary, type OpenLibrary, quickSettings, waitForEvent, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let held: string;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  held = path.join(library.folder, 'held out');
  await writeImageFolder(held, { patients: 5, firstPatient: 500 });
  await trainRun(application, 'judge', { epochs: 3 });
});
afterAll(() => library.close());

function listFiles(folder: string): { file: string; className: string }[] {
  return ['NORMAL', 'PNEUMONIA'].flatMap((className) =>
    readdirSync(path.join(folder, className))
      .sort()
      .map((name) => ({ file: path.join(folder, className, name), className })),
  );
}

async function predictAll(files: readonly string[]): Promise<Predictions> {
  return await application.call('predictions:make', { run: 'judge', paths: [...files] });
}

describe('evaluating', () => {
  test('gives the figures that the predictions of the same images give by hand', async () => {
    const events: PushedEvent[] = [];
    const unsubscribe = application.subscribe((event) => events.push(event));
    const evaluation = await application.call('evaluations:make', { run: 'judge', path: held });
    unsubscribe();
    const labelled = listFiles(held);
    const { predictions } = await predictAll(labelled.map(({ file }) => file));

    expect(evaluation).toMatchObject({
      runName: 'judge',
      positiveClass: 'PNEUMONIA',
      images: 20,
      patients: 10,
      seenInTraining: 0,
      rejected: [],
      warnings: [],
    });
    const count = (className: string, label: string): number =>
      predictions.filter(
        (prediction, index) => prediction.label === label && labelled[index]?.className === className,
      ).length;
    expect(evaluation.confusionMatrix).toEqual({
      classes: ['NORMAL', 'PNEUMONIA'],
      rows: [
        [count('NORMAL', 'NORMAL'), count('NORMAL', 'PNEUMONIA')],
        [count('PNEUMONIA', 'NORMAL'), count('PNEUMONIA', 'PNEUMONIA')],
      ],
    });
    const right = count('NORMAL', 'NORMAL') + count('PNEUMONIA', 'PNEUMONIA');
    expect(evaluation.accuracy).toBeCloseTo(right / 20, 10);
    const squares = predictions.map(({ probability }, index) => {
      const truth = labelled[index]?.className === 'PNEUMONIA' ? 1 : 0;
      return ((probability ?? Number.NaN) - truth) ** 2;
    });
    expect(evaluation.brier).toBeCloseTo(squares.reduce((sum, square) => sum + square, 0) / 20, 5);

    const progress = events.flatMap((event) => (event.name === 'evaluation:progressed' ? event.payload : []));
    expect(progress.at(-1)).toMatchObject({ done: 20, total: 20 });
    const dones = progress.map(({ done }) => done);
    expect(dones).toEqual([...dones].sort((first, second) => first - second));
  });

  test('is stored with its run, the newest first', async () => {
    const second = await application.call('evaluations:make', { run: 'judge', path: held });
    const list = await application.call('evaluations:list', { run: 'judge' });
    expect(list[0]).toEqual(second);
    expect(list.map(({ kind }) => kind)).toEqual(['test', 'test', 'validation']);
  });

  test('counts the images the run has seen, and the patients', async () => {
    const seen = await application.call('evaluations:make', { run: 'judge', path: library.source });
    expect(seen.seenInTraining).toBe(48);
    expect(seen.warnings.map(({ message }) => message).join(' ')).toContain(
      '48 of the 48 images were used to train or choose this model',
    );

    // One image of its own, and a third image of a patient whose other two were trained on.
    const mixed = path.join(library.folder, 'mixed');
    await writeImageFolder(mixed, { patients: 1, imagesPerPatient: 1, firstPatient: 900 });
    const other = path.join(library.folder, 'other');
    await writeImageFolder(other, { patients: 1, imagesPerPatient: 3, firstPatient: 1, size: 50 });
    copyFileSync(
      path.join(other, 'PNEUMONIA', 'person1_bacteria_3.png'),
      path.join(mixed, 'PNEUMONIA', 'person1_bacteria_3.png'),
    );
    const evaluation = await application.call('evaluations:make', { run: 'judge', path: mixed });
    expect(evaluation).toMatchObject({ images: 3, seenInTraining: 0 });
    expect(evaluation.warnings).toHaveLength(1);
    expect(evaluation.warnings[0]?.message).toContain('1 of the 3 images was named as of patients');
  });

  test('tells what it left out, and which images repeat another', async () => {
    const flawed = path.join(library.folder, 'flawed');
    await writeImageFolder(flawed, { patients: 2, firstPatient: 700 });
    writeFileSync(path.join(flawed, 'NORMAL', 'text.png'), 'hello');
    const original = path.join(flawed, 'NORMAL', 'IM-0700-0001.png');
    copyFileSync(original, path.join(flawed, 'NORMAL', 'IM-0701-0009.png'));
    const evaluation = await application.call('evaluations:make', { run: 'judge', path: flawed });
    expect(evaluation.images).toBe(9);
    expect(evaluation.rejected).toMatchObject([
      { path: expect.stringContaining('text.png') as string, code: 'image-not-an-image' },
    ]);
    expect(evaluation.warnings.map(({ message }) => message)).toEqual([
      '1 image repeats the content of another, which so counts more than once.',
    ]);
  });

  test('one class has no AUC, and says so', async () => {
    const single = path.join(library.folder, 'single');
    mkdirSync(path.join(single, 'PNEUMONIA'), { recursive: true });
    for (const { file, className } of listFiles(held)) {
      if (className === 'PNEUMONIA') {
        copyFileSync(file, path.join(single, 'PNEUMONIA', path.basename(file)));
      }
    }
    const evaluation = await application.call('evaluations:make', { run: 'judge', path: single });
    expect(evaluation).toMatchObject({ images: 10, rocAuc: null, specificity: null });
    expect(evaluation.warnings[0]?.message).toContain('PNEUMONIA');
  });

  test('takes the test rows of a divided list', async () => {
    const rows = listFiles(held).map(({ file, className }, index) =>
      [path.relative(held, file), className, index % 2 === 0 ? 'test' : 'train'].join(','),
    );
    const list = path.join(held, 'list.csv');
    writeFileSync(list, ['path,label,split', ...rows].join('\n'));
    const evaluation = await application.call('evaluations:make', { run: 'judge', path: list });
    expect(evaluation.images).toBe(10);
    expect(evaluation.warnings.map(({ message }) => message)).toEqual([
      'Of the 20 rows, the 10 of the test part were taken.',
    ]);
  });

  test('refuses other classes, and a folder of train and test, naming the way out', async () => {
    const cats = path.join(library.folder, 'cats');
    for (const [className, from] of [
      ['CAT', 'NORMAL'],
      ['DOG', 'PNEUMONIA'],
    ] as const) {
      mkdirSync(path.join(cats, className), { recursive: true });
      for (const name of readdirSync(path.join(held, from))) {
        copyFileSync(path.join(held, from, name), path.join(cats, className, name));
      }
    }
    const mismatch = await application.answer('evaluations:make', { run: 'judge', path: cats });
    expect(mismatch).toMatchObject({ ok: false, error: { code: 'classes-mismatch' } });
    const text = JSON.stringify(mismatch);
    for (const name of ['CAT', 'DOG', 'NORMAL', 'PNEUMONIA']) expect(text).toContain(name);

    const divided = path.join(library.folder, 'divided');
    await writeImageFolder(path.join(divided, 'train'), { patients: 1, firstPatient: 800 });
    await writeImageFolder(path.join(divided, 'test'), { patients: 1, firstPatient: 810 });
    const refused = await application.answer('evaluations:make', { run: 'judge', path: divided });
    expect(refused).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
    expect(JSON.stringify(refused)).toContain(path.join(divided, 'test'));
    const test = await application.call('evaluations:make', {
      run: 'judge',
      path: path.join(divided, 'test'),
    });
    expect(test.images).toBe(4);
  });
});

describe('predicting', () => {
  test('one bad file does not keep back the others', async () => {
    const [first, second] = listFiles(held).map(({ file }) => file);
    const text = path.join(library.folder, 'note.jpeg');
    writeFileSync(text, 'hello');
    const missing = path.join(library.folder, 'none.png');
    const paths = [first ?? '', text, missing, second ?? ''];
    const { predictions, positiveClass } = await application.call('predictions:make', {
      run: 'judge',
      paths,
    });
    expect(positiveClass).toBe('PNEUMONIA');
    expect(predictions.map((prediction) => prediction.path)).toEqual(paths);
    expect(predictions.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'image-not-an-image',
      'image-unreadable',
      null,
    ]);
    for (const prediction of [predictions[0], predictions[3]]) {
      const { probability, probabilities, threshold, label } = prediction ?? {};
      expect((probabilities?.['NORMAL'] ?? 0) + (probabilities?.['PNEUMONIA'] ?? 0)).toBeCloseTo(1, 6);
      expect(probabilities?.['PNEUMONIA']).toBe(probability);
      expect(label).toBe((probability ?? 0) >= (threshold ?? 1) ? 'PNEUMONIA' : 'NORMAL');
    }
  });

  test('bytes give what the file gives', async () => {
    const [file = ''] = listFiles(held).map((labelled) => labelled.file);
    const byPath = await predictAll([file]);
    const byBytes = await application.call('predictions:make-from-files', {
      run: 'judge',
      files: [
        { name: 'dropped.png', base64: readFileSync(file).toString('base64') },
        { name: 'empty.png', base64: '' },
      ],
    });
    expect(byBytes.predictions[0]).toEqual({
      ...byPath.predictions[0],
      path: 'dropped.png',
      prediction: expect.any(Number),
      // The name of a file tells the patient, and this one tells none.
      patient: null,
    });
    expect(byBytes.predictions[1]?.error?.code).toMatch(/^image-(empty|not-an-image)$/);
  });

  test('heatmaps have the proportions of their images and names of their own', async () => {
    const tall = path.join(library.folder, 'tall.png');
    const colour = path.join(library.folder, 'elsewhere', 'tall.png');
    mkdirSync(path.dirname(colour), { recursive: true });
    const grey = { r: 90, g: 90, b: 90 };
    await sharp({ create: { width: 100, height: 250, channels: 3, background: grey } })
      .png()
      .toFile(tall);
    const red = { r: 200, g: 30, b: 30 };
    await sharp({ create: { width: 640, height: 320, channels: 3, background: red } })
      .png()
      .toFile(colour);
    const heatmaps = path.join(library.folder, 'heat', 'maps');
    const { predictions } = await application.call('predictions:make', {
      run: 'judge',
      paths: [tall, colour],
      heatmaps,
    });
    expect(predictions.map(({ heatmap }) => heatmap)).toEqual([
      path.join(heatmaps, 'tall.heatmap.png'),
      path.join(heatmaps, 'tall-2.heatmap.png'),
    ]);
    expect(predictions[0]?.flags).toContain('unusual-shape');
    expect(predictions[0]?.flags).not.toContain('colour');
    expect(predictions[1]?.flags).toContain('colour');
    // 100 x 250 on a long side of 512: 512 * 100 / 250 = 204.8.
    expect(await sharp(predictions[0]?.heatmap ?? '').metadata()).toMatchObject({ width: 205, height: 512 });
    expect(await sharp(predictions[1]?.heatmap ?? '').metadata()).toMatchObject({ width: 512, height: 256 });
  });

  test('a folder for heatmaps that cannot be made is told before anything is computed', async () => {
    const file = path.join(library.folder, 'in-the-way');
    writeFileSync(file, '');
    const answer = await application.answer('predictions:make', {
      run: 'judge',
      paths: [path.join(library.folder, 'none.png')],
      heatmaps: path.join(file, 'heat'),
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'output-not-writable' } });
  });

  test('does not wait for a run in training', async () => {
    const { run } = await application.call('runs:start', {
      dataset: 'tiny',
      preset: 'cnn5',
      settings: { ...quickSettings, epochs: 1000, patience: 0 },
    });
    await waitForEvent(application, ({ name }) => name === 'run:batch-ended');
    const files = listFiles(held).map(({ file }) => file);
    const { predictions } = await predictAll(files);
    expect(predictions).toHaveLength(20);
    expect((await application.call('evaluations:make', { run: 'judge', path: held })).images).toBe(20);
    expect(await application.call('runs:show', { run })).toMatchObject({ status: 'running' });
    await application.call('runs:stop', { run });
    await application.call('runs:wait', { run });
  });

  test('nothing is left in the scratch folder', () => {
    const { scratchDirectory } = application.home;
    const left = readdirSync(scratchDirectory, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });
});

import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { Evaluation, Run } from '../../../shared/domain/run.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let run: Run;
let validation: Evaluation;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  run = await trainRun(application, 'trained', { epochs: 3 });
  const [evaluation, ...others] = await application.call('evaluations:list', { run: 'trained' });
  expect(others).toEqual([]);
  if (evaluation === undefined) throw new Error('training left no validation');
  validation = evaluation;
});
afterAll(() => library.close());

test('training ends with an evaluation on its validation images, marked as such', () => {
  expect(validation).toMatchObject({
    kind: 'validation',
    images: run.split.val.images,
    patients: run.split.val.patients,
    seenInTraining: run.split.val.images,
    threshold: run.threshold,
    sourcePath: library.source,
  });
});

test('it is of the best epoch’s weights: its AUC is the one measured then, which calibration leaves alone', () => {
  const best = run.epochs.find(({ epoch }) => epoch === run.bestEpoch);
  expect(validation.rocAuc).toBeCloseTo(best?.valRocAuc ?? Number.NaN, 6);
});

test('its probabilities are those that the model gives the files themselves', async () => {
  const { evaluation } = validation;
  const threshold = run.threshold ?? 0.5;
  const cells = [0, 1].flatMap((truth) => [0, 1].map((call) => ({ truth, call })));
  const listed = await Promise.all(
    cells.map((cell) => application.call('evaluations:images', { evaluation, threshold, cell })),
  );
  const images = listed.flatMap((each) => each.images);
  expect(images).toHaveLength(validation.images);
  const { predictions } = await application.call('predictions:make', {
    run: 'trained',
    paths: images.map((image) => path.join(library.source, image.path)),
  });
  predictions.forEach(({ probability }, place) => {
    expect(probability).toBeCloseTo(images[place]?.probability ?? Number.NaN, 5);
  });
});

test('the images lead to the viewer, one after the other', async () => {
  const decisions = { evaluation: validation.evaluation, threshold: 0, cell: { truth: 0, call: 1 } };
  const { images, total } = await application.call('evaluations:images', decisions);
  const ids = images.map(({ imageId }) => imageId);
  const shown = await application.call('viewer:show-image', {
    image: ids[1] ?? 0,
    trail: { kind: 'decisions', run: run.run, decisions },
  });
  expect(shown).toMatchObject({ previous: ids[0], next: ids[2], position: 2, total });
});

test('it is no entry of the log, which tells of evaluations that someone asked for', async () => {
  const log = await application.call('runs:log', { run: 'trained' });
  expect(log.filter(({ kind }) => kind === 'evaluation')).toEqual([]);
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import { ensembleCardSchema } from '../../../shared/domain/ensemble-card.ts';
import type { Run } from '../../../shared/domain/run.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let images: string[] = [];

beforeAll(async () => {
  library = await openLibrary({ patients: 24 });
  application = library.application;
  images = ['NORMAL/IM-0001-0001.png', 'PNEUMONIA/person1_bacteria_1.png'].map((image) =>
    path.join(library.source, image),
  );
  // Both of one split, whose 12 patients a class are enough to choose an operating point on.
  await train('one', { seed: 3, validationFraction: 0.5, calibration: 'temperature' });
  await train('other', { seed: 3, validationFraction: 0.5, imageSize: 40 });
  // Of other splits, with 5 patients a class each.
  await train('third', { seed: 4, validationFraction: 0.2 });
  await train('fourth', { seed: 4, validationFraction: 0.2, learningRate: 0.002 });
}, 120_000);
afterAll(() => library.close());

async function train(name: string, settings: Record<string, string | number>): Promise<void> {
  await trainRun(application, name, settings);
}

async function predict(run: string, views = 1): Promise<number[]> {
  const { predictions } = await application.call('predictions:make', { run, paths: images, views });
  return predictions.map(({ probability }) => probability ?? Number.NaN);
}

describe('an ensemble', () => {
  let ensemble: Run;
  beforeAll(async () => {
    ensemble = await application.call('ensembles:create', { runs: ['one', 'other'], name: 'both' });
  });

  test('is a run that names its members, with an operating point of images that all of them held out', async () => {
    const { split } = await application.call('runs:show', { run: 'one' });
    expect(ensemble).toMatchObject({
      name: 'both',
      kind: 'ensemble',
      members: [{ name: 'one' }, { name: 'other' }],
      status: 'completed',
      statusReason: {
        code: 'chosen-on-held-out-images',
        details: { images: split.val.images, patients: split.val.patients },
      },
      hasModel: true,
      epochs: [],
    });
    expect(ensemble.threshold).toBeGreaterThan(0);
    const list = await application.call('runs:list', {});
    expect(list[0]).toMatchObject({ name: 'both', kind: 'ensemble', members: ensemble.members });
    expect(list[1]).toMatchObject({ kind: 'trained', members: [] });
  });

  test('says of an image the mean of what its members say, at sizes of their own', async () => {
    const [together, one, other] = [await predict('both'), await predict('one'), await predict('other')];
    together.forEach((value, image) =>
      expect(value).toBeCloseTo(((one[image] ?? 0) + (other[image] ?? 0)) / 2, 6),
    );
  });

  test('can be the default model, explained, evaluated and stressed', async () => {
    await application.call('default-model:set', { run: 'both' });
    const evaluation = await application.call('evaluations:make', {
      run: 'both',
      path: library.source,
      views: 2,
    });
    expect(evaluation).toMatchObject({ views: 2, calibration: null, seenInTraining: evaluation.images });
    expect(evaluation.warnings.map(({ code }) => code)).toContain('views-averaged');
    await predict('both', 3);
    const [stored] = await application.call('predictions:list', { run: 'both' });
    expect(stored?.views).toBe(3);
    const image = { kind: 'predictions', id: stored?.prediction ?? 0 } as const;
    const explained = await application.call('predictions:explain', { run: 'both', image });
    expect(explained.probability).toBeCloseTo(stored?.probability ?? 0, 6);
    const report = await application.call('stress:make', { run: 'both' });
    expect(report).toMatchObject({ images: ensemble.split.val.images, views: 1 });
    expect(await application.call('stress:show', { run: 'both' })).toEqual(report);
  }, 60_000);

  test('is exported with the model of each member and a card', async () => {
    const target = path.join(library.folder, 'exported');
    const { files } = await application.call('runs:export', { run: 'both', format: 'tfjs', path: target });
    expect(files.every((file) => existsSync(path.join(target, file)))).toBe(true);
    const card = ensembleCardSchema.parse(
      JSON.parse(readFileSync(path.join(target, 'ensemble.json'), 'utf8')),
    );
    expect(card).toMatchObject({
      name: 'both',
      threshold: ensemble.threshold,
      members: [
        { name: 'one', folder: 'member-1' },
        { name: 'other', folder: 'member-2' },
      ],
    });
  });

  test('keeps its members until it is deleted', async () => {
    await expect(application.call('runs:delete', { run: 'one' })).rejects.toMatchObject({
      code: 'run-in-ensemble',
      message: expect.stringContaining('both'),
    });
    expect((await application.call('runs:show', { run: 'one' })).hasModel).toBe(true);
    const { run } = await application.call('ensembles:create', { runs: ['third', 'fourth'] });
    await application.call('runs:delete', { run });
    await application.call('runs:delete', { run: 'fourth' });
  });
});

describe('an ensemble without enough images to choose on', () => {
  test('judges nothing until an operating point is chosen on an evaluation', async () => {
    await train('sixth', { seed: 4, validationFraction: 0.2, learningRate: 0.002 });
    const { name, threshold, statusReason } = await application.call('ensembles:create', {
      runs: ['third', 'sixth'],
    });
    expect({ name, threshold }).toEqual({ name: 'ensemble-tiny-1', threshold: null });
    expect(statusReason?.code).toBe('nothing-to-choose-on');
    const refused = { code: 'operating-point-missing' };
    await expect(predict(name)).rejects.toMatchObject(refused);
    await expect(application.call('default-model:set', { run: name })).rejects.toMatchObject(refused);

    const evaluation = await application.call('evaluations:make', { run: name, path: library.source });
    expect(evaluation.threshold).toBe(0.5);
    expect(evaluation.warnings.map(({ code }) => code)).toContain('operating-point-provisional');
    await application.call('runs:set-threshold', { run: name, threshold: 0.3 });
    expect((await predict(name)).length).toBe(2);
  }, 60_000);
});

describe('an ensemble is refused', () => {
  test.each([
    ['of one run named twice', ['one', 'one']],
    ['within another', ['one', 'both']],
  ])('%s', async (_, runs) => {
    const creating = application.call('ensembles:create', { runs });
    await expect(creating).rejects.toMatchObject({ code: 'ensemble-invalid' });
  });

  test('of a run that is not there, and under a name that is taken', async () => {
    await expect(application.call('ensembles:create', { runs: ['one', 'noone'] })).rejects.toMatchObject({
      code: 'run-not-found',
    });
    const taken = application.call('ensembles:create', { runs: ['one', 'other'], name: 'one' });
    await expect(taken).rejects.toMatchObject({ code: 'name-taken' });
  });
});

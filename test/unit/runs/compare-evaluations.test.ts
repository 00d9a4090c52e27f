import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

async function trainAndEvaluate(name: string, seed: number, source = library.source) {
  const { run } = await trainRun(application, name, { epochs: 1, seed });
  return await application.call('evaluations:make', { run, path: source });
}

test('two runs are compared image by image', async () => {
  const [one, other] = [await trainAndEvaluate('one', 1), await trainAndEvaluate('other', 2)];
  const comparison = await application.call('evaluations:compare', {
    first: one.evaluation,
    second: other.evaluation,
  });
  expect(comparison.images).toBe(one.images);
  expect(comparison.rocAuc?.first).toBeCloseTo(one.rocAuc ?? Number.NaN, 12);
  expect(comparison.rocAuc?.second).toBeCloseTo(other.rocAuc ?? Number.NaN, 12);

  // Who is right where, counted from the scores, which stand in the folder's order in both.
  const scoresOf = (evaluation: number) => application.call('evaluations:scores', { evaluation });
  const [first, second] = [await scoresOf(one.evaluation), await scoresOf(other.evaluation)];
  const rights = [first, second].map(({ scores, labels }, index) => {
    const { threshold } = index === 0 ? one : other;
    return scores.map((score, image) => score >= threshold === (labels[image] === 1));
  });
  const count = (isFirst: boolean, isSecond: boolean): number =>
    (rights[0] ?? []).filter((isRight, image) => isRight === isFirst && rights[1]?.[image] === isSecond)
      .length;
  expect(comparison.decisions).toMatchObject({
    bothRight: count(true, true),
    onlyFirstRight: count(true, false),
    onlySecondRight: count(false, true),
    bothWrong: count(false, false),
  });
  const { pValue } = comparison.decisions;
  expect(pValue).toBeGreaterThan(0);
  expect(pValue).toBeLessThanOrEqual(1);

  const same = await application.call('evaluations:compare', {
    first: one.evaluation,
    second: one.evaluation,
  });
  expect(same.rocAuc).toMatchObject({ difference: 0, pValue: 1 });
  expect(same.decisions).toMatchObject({ onlyFirstRight: 0, onlySecondRight: 0, pValue: 1 });
});

test('evaluations that cannot be compared say why', async () => {
  const elsewhere = path.join(library.folder, 'elsewhere');
  await writeImageFolder(elsewhere, { patients: 3, firstPatient: 50 });
  const [first] = await application.call('evaluations:list', { run: 'one' });
  if (first === undefined) throw new Error('an evaluation of the test before');
  const other = await application.call('evaluations:make', { run: 'one', path: elsewhere });
  const compare = (second: number) =>
    application.call('evaluations:compare', { first: first.evaluation, second });
  await expect(compare(other.evaluation)).rejects.toMatchObject({
    code: 'input-invalid',
    message: expect.stringContaining('no image in common'),
  });
  await expect(compare(999)).rejects.toMatchObject({ code: 'evaluation-not-found' });
});

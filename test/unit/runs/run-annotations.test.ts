import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let held: string;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  held = path.join(library.folder, 'held out');
  await writeImageFolder(held, { patients: 4, firstPatient: 700 });
  await trainRun(application, 'kept');
});
afterAll(() => library.close());

describe('what a user says of a run', () => {
  test('is kept, changes only what was given, and is told to every window', async () => {
    const events: PushedEvent[] = [];
    const unsubscribe = application.subscribe((event) => events.push(event));
    await application.call('runs:annotate', {
      run: 'kept',
      tags: [' paper ', 'paper', 'good'],
      isPinned: true,
    });
    await application.call('runs:annotate', { run: 'kept', note: 'the one for table 2' });
    unsubscribe();
    const expected = {
      tags: ['paper', 'good'],
      note: 'the one for table 2',
      isPinned: true,
      isArchived: false,
    };
    const [listed] = await application.call('runs:list', {});
    expect(listed?.annotation).toEqual(expected);
    expect((await application.call('runs:show', { run: 'kept' })).annotation).toEqual(expected);
    expect(events.filter(({ name }) => name === 'run:changed')).toHaveLength(2);
  });

  test('is refused where a tag holds a comma', async () => {
    await expect(application.call('runs:annotate', { run: 'kept', tags: ['a,b'] })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });
});

describe('the list of runs', () => {
  test('tells of each run’s epochs what its page tells', async () => {
    const [listed] = await application.call('runs:list', {});
    const shown = await application.call('runs:show', { run: 'kept' });
    expect(listed?.epochsDone).toBe(2);
    expect(listed?.best).toEqual(shown.epochs.find(({ epoch }) => epoch === shown.bestEpoch));
  });
});

describe('an operating point of the user’s choice', () => {
  test('is used by predictions, evaluations and exports until the validated one is taken back', async () => {
    const before = await application.call('runs:show', { run: 'kept' });
    expect(before.threshold).toBe(before.validatedThreshold);
    const chosen = await application.call('runs:set-threshold', { run: 'kept', threshold: 0.125 });
    expect(chosen).toMatchObject({ threshold: 0.125, validatedThreshold: before.validatedThreshold });
    const evaluation = await application.call('evaluations:make', { run: 'kept', path: held });
    expect(evaluation.threshold).toBe(0.125);
    const target = path.join(library.folder, 'exported');
    await application.call('runs:export', { run: 'kept', format: 'tfjs', path: target });
    const card: unknown = JSON.parse(readFileSync(path.join(target, 'negatoscope.json'), 'utf8'));
    expect(modelCardSchema.parse(card).threshold).toBe(0.125);
    const back = await application.call('runs:set-threshold', { run: 'kept', threshold: null });
    expect(back.threshold).toBe(before.threshold);
  });

  test('stands in the log with its date, between what else happened', async () => {
    const log = await application.call('runs:log', { run: 'kept' });
    const told = log.filter(({ kind }) => kind !== 'warning');
    expect(
      told.map((entry) =>
        entry.kind === 'status' ? entry.status : entry.kind === 'threshold' ? entry.threshold : entry.kind,
      ),
    ).toEqual(['queued', 'running', 'completed', 0.125, 'evaluation', null]);
    const moments = log.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
  });
});

describe('the checkpoints of a run', () => {
  test('are listed, the newest first, with their sizes', async () => {
    const checkpoints = await application.call('runs:checkpoints', { run: 'kept' });
    expect(checkpoints.map(({ epoch }) => epoch)).toEqual([2, 1]);
    for (const { sizeBytes } of checkpoints) expect(sizeBytes).toBeGreaterThan(100_000);
  });
});

describe('the images of an evaluation', () => {
  test('give the confusion matrix again, cell by cell, and the mistakes by how sure they were', async () => {
    const [evaluation] = await application.call('evaluations:list', { run: 'kept' });
    if (evaluation === undefined) throw new Error('the run was evaluated above');
    const { scores, labels } = await application.call('evaluations:scores', {
      evaluation: evaluation.evaluation,
    });
    expect(scores).toHaveLength(16);
    expect(labels.filter((label) => label === 1)).toHaveLength(8);
    // A threshold amid the scores, so that every kind of decision may occur.
    const threshold = scores.toSorted((a, b) => a - b)[7] ?? 0.5;
    const countCell = async (truth: number, call: number): Promise<number> => {
      const { total, images } = await application.call('evaluations:images', {
        evaluation: evaluation.evaluation,
        threshold,
        cell: { truth, call },
      });
      expect(images).toHaveLength(total);
      for (const { className, probability } of images) {
        expect(className).toBe(truth === 1 ? 'PNEUMONIA' : 'NORMAL');
        expect(probability >= threshold).toBe(call === 1);
      }
      return total;
    };
    const wrong = (await countCell(1, 0)) + (await countCell(0, 1));
    const right = (await countCell(1, 1)) + (await countCell(0, 0));
    expect(wrong + right).toBe(16);
    const mistakes = await application.call('evaluations:images', {
      evaluation: evaluation.evaluation,
      threshold,
      cell: null,
    });
    expect(mistakes.total).toBe(wrong);
    const sureness = mistakes.images.map(({ probability }) =>
      probability >= threshold ? probability : 1 - probability,
    );
    expect(sureness).toEqual(sureness.toSorted((a, b) => b - a));
  });

  test('know the library’s image of the same content', async () => {
    const own = await application.call('evaluations:make', { run: 'kept', path: library.source });
    const { images } = await application.call('evaluations:images', {
      evaluation: own.evaluation,
      threshold: 0,
      cell: { truth: 1, call: 1 },
    });
    expect(images).toHaveLength(24);
    for (const { imageId } of images) expect(imageId).not.toBeNull();
  });

  test('of an evaluation that is not there are refused', async () => {
    await expect(application.call('evaluations:scores', { evaluation: 999 })).rejects.toMatchObject({
      code: 'evaluation-not-found',
    });
  });
});

import { rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatStress } from '../../../main/commands/format-stress.ts';
import type { Application } from '../../../main/application.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { shiftNames } from '../../../shared/domain/stress.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  await trainRun(application, 'sturdy', { epochs: 3, scaling: 'featurewise' });
});
afterAll(() => library.close());

describe('a stress test', () => {
  test('measures every shift on the validation images, and is stored with the run', async () => {
    expect(await application.call('stress:show', { run: 'sturdy' })).toBeNull();
    const events: PushedEvent[] = [];
    const unsubscribe = application.subscribe((event) => events.push(event));
    const report = await application.call('stress:make', { run: 'sturdy' });
    unsubscribe();

    const run = await application.call('runs:show', { run: 'sturdy' });
    const best = run.epochs.find(({ epoch }) => epoch === run.bestEpoch);
    expect(report).toMatchObject({
      run: run.run,
      runName: 'sturdy',
      threshold: run.threshold,
      images: run.split.val.images,
      unshifted: { rocAuc: best?.valRocAuc },
    });
    expect(new Set(report.shifted.map(({ shift }) => shift))).toEqual(new Set(shiftNames));
    const strengths = new Set(report.shifted.map(({ shift, strength }) => `${shift} ${strength}`));
    expect(strengths.size).toBe(report.shifted.length);
    expect(await application.call('stress:show', { run: 'sturdy' })).toEqual(report);

    const total = report.images * (report.shifted.length + 1);
    const progress = events.flatMap((event) => (event.name === 'stress:progressed' ? event.payload : []));
    expect(progress.at(-1)).toEqual({ run: run.run, done: total, total });

    const text = formatStress(report);
    expect(text).toContain('JPEG quality 40');
    expect(text.split('\n').filter((line) => line.startsWith('brightness '))).toHaveLength(3);
  });

  test('gives the same figures when it is made again', async () => {
    const first = await application.call('stress:show', { run: 'sturdy' });
    const again = await application.call('stress:make', { run: 'sturdy' });
    expect({ ...again, createdAt: '' }).toEqual({ ...first, createdAt: '' });
  });

  test('is of the model and the operating point as they are now', async () => {
    const { run, threshold } = await application.call('runs:show', { run: 'sturdy' });
    await application.call('runs:set-threshold', { run, threshold: 0.123 });
    expect(await application.call('stress:show', { run })).toBeNull();
    await application.call('runs:set-threshold', { run, threshold: null });
    expect(await application.call('stress:show', { run })).toMatchObject({ threshold });

    const later = new Date(Date.now() + 60_000);
    utimesSync(path.join(library.home, 'runs', String(run), 'model', 'weights.bin'), later, later);
    expect(await application.call('stress:show', { run })).toBeNull();
  });

  test('of a run without a model says so', async () => {
    const { run } = await application.call('runs:show', { run: 'sturdy' });
    rmSync(path.join(library.home, 'runs', String(run), 'model'), { recursive: true });
    await expect(application.call('stress:make', { run: 'sturdy' })).rejects.toMatchObject({
      code: 'run-without-model',
    });
  });
});

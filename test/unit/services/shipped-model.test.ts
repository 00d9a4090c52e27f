import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, openApplication } from '../../../main/application.ts';
import { installShippedModel } from '../../../main/services/shipped-model.ts';
import { openLibrary, type TestLibrary } from '../library/open-library.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');
const shipped = path.join(project, 'models', 'pneumonia');
const samples = path.join(project, 'samples', 'images', 'test');

describe('in a library of its own, the model that comes with the app', () => {
  let home = '';
  let application: Application;
  beforeEach(async () => {
    home = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-'));
    application = await openApplication({ home, engine: 'wasm', front: 'command-line' });
  });
  afterEach(async () => {
    await application.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('is the default, with its measured figures, and judges images at once', async () => {
    expect(await application.call('runs:list', {})).toEqual([]);
    const { run } = await application.call('default-model:show', {});
    if (run === null) throw new Error('no default model');
    const shown = await application.call('runs:show', { run });
    expect(shown).toMatchObject({ kind: 'shipped', status: 'completed', hasModel: true, preset: 'robust' });
    expect(shown.split.val.patients).toBeGreaterThan(500);
    const [validation] = await application.call('evaluations:list', { run });
    expect(validation).toMatchObject({ kind: 'validation', images: shown.split.val.images });
    // Where its images are not, no list of datasets may lead.
    expect(await application.call('datasets:list', {})).toEqual([]);

    // Images of patients apart, 20 a class: the model has seen some of them in training, so this says that it
    // works, and not how well.
    const paths = ['NORMAL', 'PNEUMONIA'].flatMap((className) =>
      readdirSync(path.join(samples, className))
        .slice(0, 10)
        .map((name) => path.join(samples, className, name)),
    );
    const { predictions } = await application.call('predictions:make', { run, paths, heatmaps: null });
    const right = predictions.filter(({ path: file, label }) => path.basename(path.dirname(file)) === label);
    expect(right.length).toBeGreaterThanOrEqual(17);
  });

  test('stays away once it is deleted, and comes once however often it is asked for', async () => {
    const { run } = await application.call('default-model:show', {});
    if (run === null) throw new Error('no default model');
    expect(await application.call('default-model:show', {})).toEqual({ run });
    expect(await application.call('runs:list', {})).toHaveLength(1);
    await application.call('runs:delete', { run });
    await application.close();
    application = await openApplication({ home, engine: 'wasm', front: 'command-line' });
    expect(await application.call('default-model:show', {})).toEqual({ run: null });
    expect(await application.call('runs:list', {})).toEqual([]);
  });
});

describe('installing it', () => {
  let library: TestLibrary;
  const problems: unknown[] = [];
  const install = (directory: string): void => {
    const { database, home } = library;
    const log = { error: (details: unknown) => void problems.push(details) };
    installShippedModel({ database, home, log, publish: () => undefined }, directory);
  };
  beforeEach(() => {
    library = openLibrary();
    problems.length = 0;
  });
  afterEach(() => library.close());

  test('goes on where a process died before the files were copied', () => {
    install(shipped);
    const model = path.join(library.home.runDirectory(1), 'model');
    rmSync(model, { recursive: true });
    install(shipped);
    expect(existsSync(path.join(model, 'weights.bin'))).toBe(true);
    expect(problems).toEqual([]);
  });

  test('of a damaged one changes nothing, and the log knows', () => {
    const damaged = path.join(library.home.scratchDirectory, 'damaged');
    cpSync(shipped, damaged, { recursive: true });
    writeFileSync(path.join(damaged, 'shipped.json'), '{"format":');
    install(damaged);
    expect(problems).toHaveLength(1);
    expect(library.database.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(0);
    expect(library.database.prepare('SELECT count(*) FROM datasets').pluck().get()).toBe(0);
  });
});

import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSchema } from '../../../shared/domain/run.ts';
import { studySchema, studySummarySchema } from '../../../shared/domain/study.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { runCli, spawnCli } from './spawn-cli.ts';

const folder = makeTemporaryFolder();
const home = path.join(folder.path, 'home');
const quick = ['--dataset', 'tiny', '--preset', 'cnn5', '--set', 'imageSize=32', '--set', 'batchSize=8'];

beforeAll(async () => {
  const source = path.join(folder.path, 'tiny');
  await writeImageFolder(source, { patients: 12 });
  await runCli(['--home', home, 'datasets', 'import', source, '--name', 'tiny']);
});
afterAll(() => folder.remove());

async function callJson(...args: string[]) {
  const result = await runCli(['--home', home, ...args, '--json']);
  return { ...result, document: JSON.parse(result.stdout) as unknown };
}

async function showStudy(name: string) {
  return studySchema.parse((await callJson('studies', 'show', name)).document);
}

describe('studies on the command line', () => {
  test('cross-validate prints the study, and as text the spread', async () => {
    const { status, document } = await callJson(
      'cross-validate',
      '--folds',
      '2',
      '--set',
      'epochs=1',
      ...quick,
    );
    expect(status).toBe(0);
    expect(studySchema.parse(document)).toMatchObject({
      name: 'cross-validation-tiny-1',
      status: 'completed',
      validated: { images: 48, patients: 24, patientsRepeated: 0 },
    });
    const { stdout } = await runCli(['--home', home, 'studies', 'show', 'cross-validation-tiny-1']);
    expect(stdout).toMatch(/^OVER THE FOLDS +MEAN +DEVIATION +LEAST +GREATEST$/m);
    expect(stdout).toContain('48 images of 24 patients, each once');
  });

  test('sweep takes values and ranges, and names its runs after it', async () => {
    const { status, document } = await callJson(
      'sweep',
      ...['--name', 'drawn', '--axis', 'optimizer=adam,sgd', '--range', 'learningRate=1e-4..1e-2:log'],
      ...['--trials', '2', '--set', 'epochs=1', ...quick],
    );
    expect(status).toBe(0);
    const study = studySchema.parse(document);
    expect(study.plan).toMatchObject({
      search: 'random',
      axes: [
        { setting: 'optimizer', values: ['adam', 'sgd'] },
        { setting: 'learningRate', minimum: 0.0001, maximum: 0.01, scale: 'log' },
      ],
    });
    expect(study.trials.map(({ runName }) => runName)).toEqual(['drawn-trial-1', 'drawn-trial-2']);
  });

  test.each([
    ['nothing to vary', ['sweep', ...quick], 'usage-wrong'],
    ['a range that is none', ['sweep', '--range', 'learningRate=1', ...quick], 'usage-wrong'],
    ['a count that is none', ['sweep', '--axis', 'seed=1', '--trials', 'few', ...quick], 'usage-wrong'],
    ['a value out of range', ['sweep', '--axis', 'learningRate=0.1,99', ...quick], 'setting-invalid'],
    ['a setting that is none', ['sweep', '--axis', 'dropout=0.1', ...quick], 'setting-unknown'],
    ['one fold', ['cross-validate', '--folds', '1', ...quick], 'usage-wrong'],
    ['a name that is taken', ['sweep', '--name', 'drawn', '--axis', 'seed=1', ...quick], 'name-taken'],
    ['a study that is none', ['studies', 'show', 'drawm'], 'study-not-found'],
  ])('%s is wrong usage', async (_, args, code) => {
    const { status, document } = await callJson(...args);
    expect({ status, document }).toMatchObject({ status: 2, document: { error: { code } } });
  });
});

describe('a study whose process is killed', () => {
  test('is interrupted, goes on from the trial in hand, and repeats none that is done', async () => {
    const running = spawnCli([
      ...['--home', home, 'sweep', '--name', 'killed', '--axis', 'seed=1,2,3'],
      ...['--set', 'epochs=12', '--set', 'patience=0', ...quick],
    ]);
    await running.waitForText('Trial 2 of 3: seed 2.');
    running.child.kill('SIGKILL');
    await running.ended;

    const list = studySummarySchema.array().parse((await callJson('studies', 'list')).document);
    expect(list.find(({ name }) => name === 'killed')).toMatchObject({
      status: 'interrupted',
      trialsDone: 1,
    });
    const before = await showStudy('killed');
    expect(before.trials.map(({ status }) => status)).toEqual(['completed', 'interrupted', 'planned']);

    const { status, document } = await callJson('studies', 'resume', 'killed');
    expect(status).toBe(0);
    const after = studySchema.parse(document);
    expect(after).toMatchObject({ status: 'completed', trialsDone: 3 });
    expect(after.trials[0]).toEqual(before.trials[0]);
    expect(after.trials[1]?.run).toBe(before.trials[1]?.run);

    // What was cut short ends as it would have without.
    const { document: straight } = await callJson(
      'train',
      '--set',
      'epochs=12',
      '--set',
      'patience=0',
      '--set',
      'seed=2',
      ...quick,
    );
    const losses = runSchema.parse(straight).epochs.map(({ valLoss }) => valLoss);
    const resumed = runSchema.parse((await callJson('runs', 'show', 'killed-trial-2')).document);
    expect(resumed.epochs).toHaveLength(12);
    expect(Math.abs((resumed.epochs.at(-1)?.valLoss ?? Number.NaN) - (losses.at(-1) ?? 0))).toBeLessThan(
      1e-6,
    );
  });

  test('Ctrl-C stops it, and what is done is kept', async () => {
    const running = spawnCli([
      ...['--home', home, 'sweep', '--name', 'stopped', '--axis', 'seed=1,2', '--json'],
      ...['--set', 'epochs=400', '--set', 'patience=0', ...quick],
    ]);
    await running.waitForText('Trial 1 of 2: seed 1.');
    running.child.kill('SIGINT');
    const { status, stdout, stderr } = await running.ended;
    expect(status).toBe(130);
    expect(studySchema.parse(JSON.parse(stdout))).toMatchObject({
      status: 'stopped',
      trials: [{}, { status: 'planned' }],
    });
    expect(stderr).toContain('negatoscope studies resume "stopped"');
  });
});

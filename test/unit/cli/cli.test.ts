import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datasetSchema, importReportSchema } from '../../../shared/domain/dataset.ts';
import { diagnosticsSchema } from '../../../shared/domain/diagnostics.ts';
import { predictionsSchema } from '../../../shared/domain/prediction.ts';
import { layerTableSchema } from '../../../shared/domain/preset.ts';
import { stressReportSchema } from '../../../shared/domain/stress.ts';
import { evaluationSchema, runSchema } from '../../../shared/domain/run.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { npxScript, runCli, type RunningCli, spawnCli } from './spawn-cli.ts';

const folder = makeTemporaryFolder();
const home = path.join(folder.path, 'home');
const source = path.join(folder.path, 'Ảnh phổi 🫁 "x"');
const quick = ['--set', 'imageSize=32', '--set', 'batchSize=8'];

beforeAll(async () => {
  await writeImageFolder(source, { patients: 12 });
});
afterAll(() => folder.remove());

/** Runs a command on the test's home and parses its one document. */
async function callJson(...args: string[]) {
  const result = await runCli(['--home', home, ...args, '--json']);
  return { ...result, document: JSON.parse(result.stdout) as unknown };
}

/** Begins to train a run on the test's images. @returns once the command has told a text */
async function trainUntil(told: string, name: string, options: readonly string[]): Promise<RunningCli> {
  const running = spawnCli(['--home', home, 'train', '--dataset', 'phổi', '--name', name, ...options]);
  await running.waitForText(told);
  return running;
}

async function showRun(name: string) {
  return runSchema.parse((await callJson('runs', 'show', name)).document);
}

describe('help and usage', () => {
  test('help names every command, on standard output', async () => {
    const { status, stdout } = await runCli(['--help']);
    expect(status).toBe(0);
    for (const command of [
      'datasets',
      'models',
      'train',
      'runs',
      'cross-validate',
      'sweep',
      'studies',
      'evaluate',
      'stress',
      'compare',
      'predict',
      'feature-maps',
      'export',
      'demo',
      'doctor',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
    expect(stdout).toContain('not a medical device');
  });

  test('the help of train says what each setting may be, and its default', async () => {
    const { stdout } = await runCli(['train', '--help']);
    expect(stdout).toMatch(/learningRate +a number above 0, at most 10 +0\.001/);
    expect(stdout).toMatch(/epochs +a whole number from 1 to 10,000 +10/);
    expect(stdout).toContain('--engine');
  });

  test.each([
    [[]],
    [['datasets']],
    [['frobnicate']],
    [['runs', 'list', '--frobnicate']],
    [['train']],
    [['predict', '--run', 'x']],
    [['--engine', 'tpu', 'doctor']],
    [['datasets', 'import']],
  ])('%j is wrong usage', async (args) => {
    const { status, stdout, stderr } = await runCli(['--home', home, ...args]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test.each([
    [['datsets', 'list'], 'datasets'],
    [['datasets', 'lst'], 'list'],
    [['home', 'mov'], 'move'],
    [['predict', '--hom', 'x'], '--home'],
    [['train', '--datset', 'cxr'], '--dataset'],
    [['cross-validate', '--datset=cxr'], '--dataset'],
    [['--engine', 'wams', 'doctor'], 'wasm'],
    [['sweep', '--dataset', 'cxr', '--search', 'randon'], 'random'],
    [['sweep', '--dataset', 'cxr', '--metric', 'valLos'], 'valLoss'],
    [['models', 'show', 'robsut'], 'robust'],
  ])('%j asks whether %s was meant', async (args, meant) => {
    const { status, stderr } = await runCli(['--home', home, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(`Did you mean ${meant}?`);
    const { document } = await callJson(...args);
    expect(document).toMatchObject({
      error: { message: expect.stringContaining(`Did you mean ${meant}?`) as string },
    });
  });

  test.each([
    [['runs', 'set-threshold', 'x', '2'], 'THRESHOLD takes a number from 0 to 1; it was given "2".'],
    [['cross-validate', '--dataset', 'x', '--folds', '99'], '--folds takes a whole number from 2 to 20'],
    [
      ['sweep', '--dataset', 'x', '--axis', 'seed=1,2', '--trials', '0'],
      '--trials takes a whole number from 1 to 1,000;',
    ],
    [
      ['sweep', '--dataset', 'x', '--axis', 'seed=1,2', '--minutes', '0'],
      '--minutes takes a number above 0 to 1,000,000;',
    ],
  ])('%j is told what the number may be', async (args, told) => {
    const { status, stderr } = await runCli(['--home', home, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(told);
  });

  test('with --json wrong usage is told in one document too', async () => {
    const { status, stdout } = await runCli(['runs', 'list', '--frobnicate', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'usage-wrong', message: expect.stringContaining('--frobnicate') as string },
    });
  });
});

describe('the main job', () => {
  test('imports, shows, audits', async () => {
    const imported = await callJson('datasets', 'import', source, '--name', 'phổi');
    expect(imported.status).toBe(0);
    expect(importReportSchema.parse(imported.document)).toMatchObject({
      dataset: 'phổi',
      images: 48,
      added: 48,
      duplicates: 0,
      rejected: [],
      patients: 24,
      classes: { NORMAL: 24, PNEUMONIA: 24 },
    });
    expect(datasetSchema.parse((await callJson('datasets', 'show', 'phổi')).document).images).toBe(48);
    const table = await runCli(['--home', home, 'datasets', 'list']);
    expect(table.stdout).toMatch(/phổi +48 +24 +NORMAL 24, PNEUMONIA 24/);
    expect((await callJson('datasets', 'audit', 'phổi')).status).toBe(0);
  });

  test('trains; the document is the run, and progress goes to standard error', async () => {
    const trained = await callJson(
      'train',
      '--dataset',
      'phổi',
      '--name',
      'first',
      '--set',
      'epochs=2',
      ...quick,
    );
    expect(trained.status).toBe(0);
    const run = runSchema.parse(trained.document);
    expect(run).toMatchObject({ name: 'first', status: 'completed', preset: 'robust', seed: 1 });
    expect(run.epochs).toHaveLength(2);
    expect(trained.stderr).toContain('Epoch 2 of 2');
    expect(await showRun('first')).toEqual(run);
    const list = await runCli(['--home', home, 'runs', 'list']);
    expect(list.stdout).toMatch(/first +completed +phổi +robust/);
  });

  test('evaluates and predicts', async () => {
    const evaluated = await callJson('evaluate', '--run', 'first', source);
    const evaluation = evaluationSchema.parse(evaluated.document);
    expect(evaluation).toMatchObject({ images: 48, seenInTraining: 48, positiveClass: 'PNEUMONIA' });
    const csv = path.join(folder.path, 'judged.csv');
    const text = await runCli(['--home', home, 'evaluate', '--run', 'first', source, '--csv', csv]);
    expect(text.stderr).toContain(`48 images written to ${csv}.`);
    expect(readFileSync(csv, 'utf8')).toMatch(/^content_hash,path,label,patient,predicted,probability,/);
    const again = await callJson('evaluate', '--run', 'first', source, '--csv', csv);
    expect(again.document).toMatchObject({ error: { code: 'output-not-writable' } });
    expect(text.stdout).toMatch(/^accuracy +\d\.\d{3} +\d\.\d{3} to \d\.\d{3}$/m);
    expect(text.stdout).toContain('the figures flatter it');

    const file = path.join(source, 'PNEUMONIA', 'person1_bacteria_1.png');
    const heatmaps = path.join(folder.path, 'heatmaps');
    const predicted = await callJson('predict', '--run', 'first', file, 'none.png', '--heatmaps', heatmaps);
    expect(predicted.status).toBe(0);
    const { predictions } = predictionsSchema.parse(predicted.document);
    expect(predictions.map(({ error }) => error === null)).toEqual([true, false]);
    expect(existsSync(path.join(heatmaps, 'person1_bacteria_1.heatmap.png'))).toBe(true);
    const failed = await callJson('predict', '--run', 'first', 'none.png');
    expect(failed.status).toBe(1);
    expect(predictionsSchema.parse(failed.document).predictions).toHaveLength(1);
  });

  test('lays runs side by side, and tests whether they differ', async () => {
    const { status, document } = await callJson('compare', 'first', 'first');
    expect(status).toBe(0);
    expect(document).toMatchObject({
      runs: [{ name: 'first', evaluation: { images: 48 } }, { name: 'first' }],
      tests: [
        {
          run: 'first',
          against: 'first',
          images: 48,
          rocAuc: { difference: 0, pValue: 1 },
          decisions: { onlyFirstRight: 0, onlySecondRight: 0, pValue: 1 },
        },
      ],
    });
    const text = await runCli(['--home', home, 'compare', 'first', 'first']);
    expect(text.stdout).toMatch(
      /^first against first +ROC AUC +0\.000 \(0\.000 to 0\.000\) +1\.000 +48 images$/m,
    );
  });

  test('predicts every image of a folder, and shows how far it is where there are many', async () => {
    const whole = await callJson('predict', '--run', 'first', source);
    expect(whole.status).toBe(0);
    const { predictions } = predictionsSchema.parse(whole.document);
    expect(predictions.map(({ path: file }) => path.dirname(file)).sort()).toEqual(
      ['NORMAL', 'PNEUMONIA'].flatMap((name) => Array<string>(24).fill(path.join(source, name))),
    );
    expect(predictions.every(({ error }) => error === null)).toBe(true);

    const many = await callJson('predict', '--run', 'first', source, source, source);
    expect(many.stderr).toContain('128 of 144');
    expect(predictionsSchema.parse(many.document).predictions).toHaveLength(144);

    const empty = path.join(folder.path, 'nothing');
    mkdirSync(empty);
    const refused = await callJson('predict', '--run', 'first', empty);
    expect(refused.status).toBe(1);
    expect(refused.document).toMatchObject({ error: { code: 'dataset-empty' } });
  });

  test('measures a model under simulated shifts', async () => {
    const { status, document, stderr } = await callJson('stress', '--run', 'first');
    expect(status).toBe(0);
    const report = stressReportSchema.parse(document);
    expect(new Set(report.shifted.map(({ shift }) => shift)).size).toBe(10);
    expect(stderr).toContain('Measuring');
    expect((await runCli(['--home', home, 'stress', '--run', 'firs'])).stderr).toContain(
      'Did you mean "first"?',
    );
  });

  test('exports', async () => {
    const out = path.join(folder.path, 'exported');
    const { status } = await callJson('export', '--run', 'first', '--format', 'tfjs', out);
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['model.json', 'negatoscope.json', 'weights.bin']);
    expect((await callJson('export', '--run', 'first', '--format', 'tfjs', out)).status).toBe(1);
    expect((await callJson('export', '--run', 'first', '--format', 'h5', `${out}-2`)).status).toBe(2);
  });

  test('shows a preset with the totals of the report', async () => {
    const table = layerTableSchema.parse((await callJson('models', 'show', 'cnn5')).document);
    expect(table).toMatchObject({
      totalParameters: 951_489,
      trainableParameters: 950_401,
      nonTrainableParameters: 1088,
    });
    const text = await runCli(['--home', home, 'models', 'show', 'cnn5']);
    expect(text.stdout).toContain('Total params: 951,489 (3.6 MiB)');
    expect(text.stdout).toMatch(/dense_1 \(Dense\) +\(None, 1\) +129$/m);
  });

  test("a network of the user's own is shown from its file, or refused by the layer", async () => {
    const write = (name: string, layers: object[]): string => {
      const file = path.join(folder.path, name);
      writeFileSync(file, JSON.stringify(layers));
      return file;
    };
    const convolution = { type: 'Conv2D', filters: 8, padding: 'same' };
    const good = write('network.json', [convolution, { type: 'GlobalAveragePooling2D' }]);
    const { document } = await callJson('models', 'show', '--network', good, '--image-size', '64');
    // 9 weights and a bias for each of 8 filters, then 8 weights and a bias.
    expect(document).toMatchObject({ totalParameters: 89, problems: [] });
    const bad = write('misfit.json', [convolution, { type: 'Dense', units: 3 }]);
    const refused = await callJson('models', 'show', '--network', bad);
    expect(refused).toMatchObject({ status: 2, document: { error: { code: 'network-invalid' } } });
  });

  test('the doctor tells of every engine why it runs or does not', async () => {
    const diagnostics = diagnosticsSchema.parse((await callJson('doctor')).document);
    expect(diagnostics.engines.map(({ name }) => name)).toEqual([
      'tensorflow-gpu',
      'webgpu',
      'tensorflow-cpu',
      'wasm',
    ]);
    expect(diagnostics.engines.every(({ reason }) => reason.length > 0)).toBe(true);
    expect(diagnostics).toMatchObject({ home, database: { integrity: 'ok' } });
    const hidden = await runCli(['--home', home, 'doctor', '--json'], { NEGATOSCOPE_HIDE_NATIVE: '1' });
    expect(diagnosticsSchema.parse(JSON.parse(hidden.stdout))).toMatchObject({
      engine: 'wasm',
      tensorflow: null,
    });
  });

  test('the doctor does not fail where the engine asked for cannot run, and other commands do', async () => {
    const callHidden = (...args: string[]): ReturnType<typeof runCli> =>
      runCli(['--home', home, '--engine', 'tensorflow-cpu', ...args, '--json'], {
        NEGATOSCOPE_HIDE_NATIVE: '1',
      });
    const doctor = await callHidden('doctor');
    expect(doctor.status).toBe(0);
    expect(diagnosticsSchema.parse(JSON.parse(doctor.stdout))).toMatchObject({ engine: null });
    const refused = await callHidden('models', 'show', 'cnn5');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'engine-unavailable' } });
  });
});

describe('bad input gets one clear error, and no stack', () => {
  const empty = path.join(folder.path, 'empty');
  beforeAll(() => {
    mkdirSync(empty);
    writeFileSync(path.join(folder.path, 'list.txt'), 'x');
  });

  test.each([
    [['datasets', 'import', '/no/such/folder', '--name', 'x'], 'path-not-found', 2],
    [['datasets', 'import', empty, '--name', 'x'], 'dataset-empty', 1],
    [['datasets', 'import', source, '--name', '42'], 'name-invalid', 2],
    [['datasets', 'import', source, '--name', 'x', '--patient-pattern', 'bad'], 'usage-wrong', 2],
    [
      ['datasets', 'import', source, '--name', 'x', '--patient-pattern', 'bad=(?<nobody>x)'],
      'pattern-invalid',
      2,
    ],
    [['datasets', 'show', 'nope'], 'dataset-not-found', 2],
    [['train', '--dataset', 'phổi', '--preset', 'cnn6'], 'preset-not-found', 2],
    [['train', '--dataset', 'phổi', '--set', 'learningRate=0'], 'setting-invalid', 2],
    [['train', '--dataset', 'phổi', '--set', 'learningRate=NaN'], 'setting-invalid', 2],
    [['train', '--dataset', 'phổi', '--set', 'nonsense=1'], 'setting-unknown', 2],
    [['train', '--dataset', 'phổi', '--set', 'epochs'], 'usage-wrong', 2],
    [['train', '--dataset', 'phổi', '--name', 'first'], 'name-taken', 2],
    [['runs', 'show', 'frist'], 'run-not-found', 2],
    [['runs', 'resume', 'first'], 'run-not-resumable', 1],
    [['evaluate', '--run', 'first', '/no/such/folder'], 'path-not-found', 2],
    [['stress', '--run', 'nobody'], 'run-not-found', 2],
    [['train', '--dataset', 'phổi', '--set', 'horizontalFlip=maybe'], 'setting-invalid', 2],
    [['models', 'show', 'cnn5', '--image-size', '8'], 'setting-invalid', 2],
  ])('%j: %s', async (args, code, expectedStatus) => {
    const { status, document, stderr } = await callJson(...args);
    expect({ status, document }).toMatchObject({ status: expectedStatus, document: { error: { code } } });
    expect(stderr).toMatch(/^negatoscope: \S/m);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('a home that cannot be made', async () => {
    const { status, stderr } = await runCli([
      '--home',
      path.join(folder.path, 'list.txt', 'home'),
      'runs',
      'list',
    ]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^negatoscope: .*--home/);
  });

  test('nothing of it is in the library', async () => {
    const datasets = (await callJson('datasets', 'list')).document;
    expect(datasets).toMatchObject([{ name: 'phổi' }]);
    expect((await callJson('runs', 'list')).document).toMatchObject([{ name: 'first' }]);
  });

  test('control characters of a name do not reach the terminal', async () => {
    const { stderr } = await runCli(['--home', home, 'runs', 'show', '\u001B[31mred']);
    expect(stderr).not.toContain('\u001B');
  });
});

describe('signals', () => {
  const long = ['--set', 'epochs=400', '--set', 'patience=0', '--set', 'seed=5', ...quick];

  test('Ctrl-C stops a run, which keeps its model', async () => {
    const running = await trainUntil('Epoch 1 of 400: loss', 'stopped', [...long, '--json']);
    // A wrapper may pass the terminal's Ctrl-C on a second time.
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    const { status, stdout, stderr } = await running.ended;
    expect(status).toBe(130);
    expect(runSchema.parse(JSON.parse(stdout))).toMatchObject({ status: 'stopped', hasModel: true });
    expect(stderr).toContain('negatoscope runs resume "stopped"');
  });

  test('SIGTERM leaves a run interrupted, with its checkpoint', async () => {
    const running = await trainUntil('Epoch 1 of 400: loss', 'ended', long);
    running.child.kill('SIGTERM');
    expect((await running.ended).status).toBe(143);
    expect(await showRun('ended')).toMatchObject({ status: 'interrupted', hasCheckpoint: true });
  });
});

describe('processes that die', () => {
  const settings = ['--set', 'epochs=6', '--set', 'patience=0', '--set', 'seed=9', ...quick];
  let whole: number;

  beforeAll(async () => {
    const { document } = await callJson('train', '--dataset', 'phổi', '--name', 'whole', ...settings);
    whole = runSchema.parse(document).epochs.at(-1)?.valLoss ?? Number.NaN;
  });

  async function resumeAndCompare(name: string): Promise<void> {
    const { status, document } = await callJson('runs', 'resume', name);
    expect(status).toBe(0);
    const run = runSchema.parse(document);
    expect(run.status).toBe('completed');
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Math.abs((run.epochs.at(-1)?.valLoss ?? Number.NaN) - whole)).toBeLessThan(1e-6);
  }

  test('main is killed: the run is interrupted, and resumed ends as an unbroken one', async () => {
    const running = await trainUntil('Epoch 1 of 6: loss', 'main-killed', settings);
    running.child.kill('SIGKILL');
    await running.ended;
    const run = await showRun('main-killed');
    expect(run.status).toBe('interrupted');
    expect(run.statusReason?.message).toContain('Resume it to go on from the end of epoch');
    await resumeAndCompare('main-killed');
  });

  test.skipIf(process.platform === 'win32')('what npx started is killed: nothing trains on', async () => {
    const words = ['--home', home, 'train', '--dataset', 'phổi', '--name', 'npx-killed', ...settings];
    const running = spawnCli([...words, '--set', 'epochs=1000'], {}, npxScript);
    await running.waitForText('Epoch 1 of 1000: loss');
    running.child.kill('SIGKILL');
    // ends with the last process that writes to its streams
    const { stderr } = await running.ended;
    expect(stderr).toContain('To go on: negatoscope runs resume "npx-killed"');
    expect(await showRun('npx-killed')).toMatchObject({ status: 'interrupted' });
  });

  test('the trainer is killed: the same, and the command says why', async () => {
    const running = await trainUntil('Epoch 1 of 6: loss', 'trainer-killed', settings);
    process.kill(running.findTrainer(), 'SIGKILL');
    const { status, stderr } = await running.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('SIGKILL');
    expect(await showRun('trainer-killed')).toMatchObject({ status: 'interrupted' });
    await resumeAndCompare('trainer-killed');
  });

  test('killed before the first checkpoint, a run starts over', async () => {
    const running = await trainUntil('Run "killed-early"', 'killed-early', settings);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(await showRun('killed-early')).toMatchObject({ status: 'interrupted', epochs: [] });
    await resumeAndCompare('killed-early');
  });
});

describe('the demo', () => {
  test('cut short, it leaves nothing behind', async () => {
    const temporary = path.join(folder.path, 'tmp');
    mkdirSync(temporary);
    const running = spawnCli(['--home', home, 'demo'], { TMPDIR: temporary, TEMP: temporary });
    await running.waitForText(/Epoch 1 of \d+: loss/);
    expect(readdirSync(temporary).some((name) => name.startsWith('negatoscope-demo-'))).toBe(true);
    running.child.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    expect(readdirSync(temporary).filter((name) => name.startsWith('negatoscope-demo-'))).toEqual([]);
  });
});

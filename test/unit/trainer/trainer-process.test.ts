import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';
import { findNativeLibrary } from '../../../main/trainer/backend-native.ts';
import { makeTinyRun } from './support/tiny-dataset.ts';
import { startTrainer, type TestTrainer } from './support/trainer-process.ts';

/** The trainer as a process of its own, spoken to as main speaks to it. */

let folder = '';
let started: TestTrainer[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
  started = [];
});
afterEach(async () => {
  for (const { child, waitForEnd } of started) {
    child.kill('SIGKILL');
    await waitForEnd();
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(engine: string, environment: NodeJS.ProcessEnv = {}): ReturnType<typeof startTrainer> {
  const trainer = startTrainer(engine, environment);
  started.push(trainer);
  return trainer;
}

async function endsWell(trainer: TestTrainer): Promise<void> {
  trainer.send({ type: 'shut-down' });
  expect(await trainer.waitForEnd()).toBe(0);
}

const missing = findNativeLibrary();
const engines = [
  { engine: 'wasm', title: 'wasm', isMissing: false },
  {
    engine: 'tensorflow-cpu',
    title: `tensorflow-cpu${missing === null ? '' : ` (skipped: ${missing})`}`,
    isMissing: missing !== null,
  },
];

describe.each(engines)('on $title', ({ engine, isMissing }) => {
  describe.skipIf(isMissing)('a trainer', () => {
    test('trains, evaluates and predicts, and answers pings meanwhile', async () => {
      const trainer = start(engine);
      expect((await trainer.waitFor('ready')).description).toMatchObject({ engine });
      const command = makeTinyRun(folder, { epochs: 3 });
      trainer.send(command);
      await trainer.waitFor('batch-ended');
      trainer.send({ type: 'ping', sequence: 41 });
      const pong = await trainer.waitFor('pong');
      expect(pong.sequence).toBe(41);
      expect(pong.memoryBytes).toBeGreaterThan(10_000_000);
      expect(trainer.events.some(({ type }) => type === 'training-ended')).toBe(false);

      const { threshold } = await trainer.waitFor('training-ended');
      const { pixels, validation, classes } = command;
      const models = [{ directory: path.join(folder, 'model'), pixels }];
      const patients = validation.records.map((record) => `patient:${Math.floor(record / 2)}`);
      trainer.send({
        type: 'evaluate',
        jobId: 'evaluate',
        models,
        views: 1,
        images: validation,
        patients,
        classes,
        threshold: threshold ?? 0.5,
      });
      const heatmapPath = path.join(folder, 'heatmaps.u8');
      trainer.send({ type: 'predict', jobId: 'predict', models, views: 1, count: 36, heatmapPath });
      const { metrics, probabilities } = await trainer.waitFor('evaluate-ended');
      expect(metrics.images).toBe(12);
      const best = trainer.events.flatMap((event) => (event.type === 'epoch-ended' ? [event] : [])).at(-1);
      const { valRocAuc } = await trainer
        .waitFor('epoch-ended', ({ metrics: { epoch } }) => epoch === best?.bestEpoch)
        .then((event) => event.metrics);
      expect(metrics.rocAuc).toBeCloseTo(valRocAuc ?? -1, 10);
      const predicted = await trainer.waitFor('predict-ended');
      expect(predicted.probabilities.length).toBe(36);
      validation.records.forEach((record, index) =>
        expect(predicted.probabilities[record]?.[1]).toBeCloseTo(probabilities[index]?.[1] ?? -1, 5),
      );
      expect(statSync(heatmapPath).size).toBe(36 * 32 * 32);
      await endsWell(trainer);
    });

    test('paused trains no batch, predicts meanwhile, and goes on to the result of an unbroken run', async () => {
      const trainer = start(engine);
      const whole = { ...makeTinyRun(folder, { epochs: 2 }), runDirectory: path.join(folder, 'whole') };
      trainer.send(whole);
      const unbroken = await trainer.waitFor('epoch-ended', ({ metrics }) => metrics.epoch === 2);
      await trainer.waitFor('training-ended');

      const held = { ...whole, jobId: 'held', runDirectory: path.join(folder, 'held') };
      trainer.send(held);
      trainer.send({ type: 'pause', jobId: 'held' });
      await trainer.waitFor('training-paused');
      const countBatches = (): number =>
        trainer.events.filter((event) => event.type === 'batch-ended' && event.jobId === 'held').length;
      const before = countBatches();
      const models = [{ directory: path.join(whole.runDirectory, 'model'), pixels: whole.pixels }];
      trainer.send({ type: 'predict', jobId: 'p', models, views: 1, count: 36, heatmapPath: null });
      await trainer.waitFor('predict-ended');
      expect(countBatches()).toBe(before);

      trainer.send({ type: 'continue', jobId: 'held' });
      await trainer.waitFor('training-continued');
      const last = await trainer.waitFor(
        'epoch-ended',
        ({ jobId, metrics }) => jobId === 'held' && metrics.epoch === 2,
      );
      expect(last.metrics.valLoss).toBe(unbroken.metrics.valLoss);
      expect(last.threshold).toBe(unbroken.threshold);
      await trainer.waitFor('training-ended', ({ jobId }) => jobId === 'held');
      await endsWell(trainer);
    });

    test('stops while it is paused', async () => {
      const trainer = start(engine);
      trainer.send(makeTinyRun(folder, { epochs: 2 }));
      trainer.send({ type: 'pause', jobId: 'train' });
      await trainer.waitFor('training-paused');
      trainer.send({ type: 'stop', jobId: 'train' });
      expect(await trainer.waitFor('training-ended')).toMatchObject({ outcome: 'stopped' });
      await endsWell(trainer);
    });

    test('killed in the middle of an epoch goes on to the result of an unbroken run', async () => {
      const settings = { epochs: 4 };
      const whole = start(engine);
      const unbrokenFolder = path.join(folder, 'unbroken');
      const brokenFolder = path.join(folder, 'broken');
      const makeRun = (runDirectory: string): TrainCommand => ({
        ...makeTinyRun(folder, settings),
        runDirectory,
      });
      whole.send(makeRun(unbrokenFolder));
      const last = await whole.waitFor('epoch-ended', ({ metrics }) => metrics.epoch === 4);
      const end = await whole.waitFor('training-ended');
      await endsWell(whole);

      const killed = start(engine);
      killed.send(makeRun(brokenFolder));
      await killed.waitFor('batch-ended', ({ metrics }) => metrics.epoch === 3 && metrics.batch === 2);
      killed.child.kill('SIGKILL');
      expect(await killed.waitForEnd()).toBe('SIGKILL');

      const resumed = start(engine);
      resumed.send({ ...makeRun(brokenFolder), resume: true });
      expect(await resumed.waitFor('training-started')).toMatchObject({ epochsDone: 2 });
      const resumedLast = await resumed.waitFor('epoch-ended', ({ metrics }) => metrics.epoch === 4);
      expect(resumedLast.metrics.valLoss).toBe(last.metrics.valLoss);
      expect(await resumed.waitFor('training-ended')).toEqual(end);
      expect(resumed.events.filter(({ type }) => type === 'epoch-ended').length).toBe(2);
      const weights = (run: string): Buffer => readFileSync(path.join(run, 'model', 'weights.bin'));
      expect(weights(brokenFolder).equals(weights(unbrokenFolder))).toBe(true);
      await endsWell(resumed);
    });
  });
});

describe('a trainer', () => {
  test('stops a run at its next batch and keeps the best so far', async () => {
    const trainer = start('wasm');
    trainer.send(makeTinyRun(folder, { epochs: 500 }));
    await trainer.waitFor('epoch-ended');
    trainer.send({ type: 'stop', jobId: 'train' });
    expect(await trainer.waitFor('training-ended')).toMatchObject({ outcome: 'stopped', reason: null });
    expect(readdirSync(path.join(folder, 'model')).length).toBe(3);
    await endsWell(trainer);
  });

  test('that is shut down stops its run first', async () => {
    const trainer = start('wasm');
    trainer.send(makeTinyRun(folder, { epochs: 500 }));
    await trainer.waitFor('epoch-ended');
    await endsWell(trainer);
    expect(trainer.events.at(-1)).toMatchObject({ type: 'training-ended', outcome: 'stopped' });
  });

  test('ends by itself when main is gone, in the middle of a run', async () => {
    const trainer = start('wasm');
    trainer.send(makeTinyRun(folder, { epochs: 500 }));
    await trainer.waitFor('batch-ended');
    trainer.child.disconnect();
    expect(await trainer.waitForEnd()).toBe(0);
  });

  test('describes a preset, and refuses a size too small for it', async () => {
    const trainer = start('wasm');
    trainer.send({ type: 'describe-model', jobId: 'a', preset: 'cnn5', imageSize: 150, classes: 2 });
    expect((await trainer.waitFor('model-described')).table.totalParameters).toBe(951_489);
    trainer.send({ type: 'describe-model', jobId: 'b', preset: 'cnn5', imageSize: 16, classes: 2 });
    expect((await trainer.waitFor('job-failed')).error.code).toBe('setting-invalid');
    await endsWell(trainer);
  });

  test('answers nonsense where it names a job, and lives on', async () => {
    const trainer = start('wasm');
    await trainer.waitFor('ready');
    trainer.send('nonsense');
    trainer.child.send({ type: 'train', jobId: 'x', preset: 'cnn99' });
    expect(await trainer.waitFor('job-failed')).toMatchObject({
      jobId: 'x',
      error: { code: 'input-invalid' },
    });
    trainer.send({ type: 'stop', jobId: 'no such job' });
    trainer.send({ type: 'ping', sequence: 1 });
    await trainer.waitFor('pong');
    await endsWell(trainer);
  });

  test('tells a job of a missing model, and writes no path to its log', async () => {
    const trainer = start('wasm');
    const { pixels } = makeTinyRun(folder);
    const models = [{ directory: path.join(folder, 'person-name'), pixels }];
    trainer.send({ type: 'predict', jobId: 'p', models, views: 1, count: 1, heatmapPath: null });
    const { error } = await trainer.waitFor('job-failed');
    expect(error.code).toBe('run-without-model');
    expect(error.message).not.toMatch(/\n|at .*:\d+/);
    expect(trainer.errors()).not.toContain('person-name');
    await endsWell(trainer);
  });

  test.each([
    ['tensorflow-cpu', /hidden for this test.*auto/],
    ['tensorflow-gpu', /hidden for this test/],
  ])('forced to %s where it cannot run says why and ends', async (engine, reason) => {
    const trainer = start(engine, { NEGATOSCOPE_NATIVE_REASON: 'hidden for this test' });
    const { error } = await trainer.waitFor('engine-failed');
    expect(error).toMatchObject({ code: 'engine-unavailable', message: expect.stringMatching(reason) });
    expect(await trainer.waitForEnd()).toBe(1);
  });

  test('takes wasm by itself where there is no native library, and says of each engine why', async () => {
    const trainer = start('auto', { NEGATOSCOPE_NATIVE_REASON: 'hidden for this test' });
    const { description } = await trainer.waitFor('ready');
    expect(description).toMatchObject({ engine: 'wasm', tensorflow: null, gpu: null });
    expect(description.engines).toMatchObject([
      { name: 'tensorflow-gpu', available: false, reason: 'hidden for this test' },
      { name: 'webgpu', available: expect.any(Boolean), reason: expect.any(String) },
      { name: 'tensorflow-cpu', available: false, reason: 'hidden for this test' },
      { name: 'wasm', available: true, reason: expect.any(String) },
    ]);
    await endsWell(trainer);
  });
});

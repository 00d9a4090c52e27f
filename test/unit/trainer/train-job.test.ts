import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import {
  trainerEventSchema,
  type TrainCommand,
  type TrainerEvent,
} from '../../../shared/trainer-protocol.ts';
import { readCheckpoint, writeCheckpoint } from '../../../main/trainer/checkpoint/checkpoint.ts';
import { createHold } from '../../../main/trainer/hold.ts';
import type { JobContext } from '../../../main/trainer/job-runner.ts';
import { evaluate } from '../../../main/trainer/jobs/evaluate.ts';
import { train } from '../../../main/trainer/jobs/train.ts';
import { loadModel } from '../../../main/trainer/model-files/load-model.ts';
import { readWeights } from '../../../main/trainer/model-files/named-arrays.ts';
import { toTrainerError } from '../../../main/trainer/trainer-error.ts';
import { engines, useEngine } from './support/engines.ts';
import { makeTinyRun } from './support/tiny-dataset.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a job in this process; `onEvent` may stop it. */
async function runHere(
  command: TrainCommand,
  onEvent: (event: TrainerEvent, stop: () => void) => void = () => {},
): Promise<TrainerEvent[]> {
  const stopper = new AbortController();
  const events: TrainerEvent[] = [];
  const context = makeContext(stopper.signal, (event) => {
    events.push(trainerEventSchema.parse(event));
    onEvent(event, () => stopper.abort());
  });
  await train(command, context);
  return events;
}

function makeContext(signal: AbortSignal, send: (event: TrainerEvent) => void): JobContext {
  return { engine: 'wasm', signal, hold: createHold(signal, () => {}), send };
}

function listEpochs(events: readonly TrainerEvent[]): EpochMetrics[] {
  return events.flatMap((event) => (event.type === 'epoch-ended' ? [event.metrics] : []));
}

/** Metrics without what a clock gives. */
function dropTimes(epochs: readonly EpochMetrics[]): object[] {
  return epochs.map((epoch) => ({ ...epoch, seconds: 0, imagesPerSecond: 0 }));
}

const checkpointFile = (epoch: number): string =>
  path.join(folder, 'checkpoints', `epoch-000${epoch}.safetensors`);

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a training run', () => {
    beforeEach(() => useEngine(name));

    test('tells each batch, validates, and ends with the model of its best epoch', async () => {
      const events = await runHere(makeTinyRun(folder, { epochs: 8 }));
      expect(events[0]).toEqual({
        type: 'training-started',
        jobId: 'train',
        epochsDone: 0,
        history: [],
        batches: 3,
      });
      expect(events.filter(({ type }) => type === 'batch-ended').length).toBe(24);
      const epochs = listEpochs(events);
      expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const ended = events.at(-1);
      if (ended?.type !== 'training-ended' || ended.bestEpoch === null) throw new Error('a finished run');
      expect(ended).toMatchObject({ outcome: 'completed', reason: null });
      const best = epochs[ended.bestEpoch - 1];
      expect(best?.valRocAuc).toBe(Math.max(...epochs.map(({ valRocAuc }) => valRocAuc ?? 0)));
      // The disc is there to be found.
      expect(best?.valRocAuc).toBe(1);
      const { card } = await loadModel(path.join(folder, 'model'));
      expect(card).toMatchObject({ bestEpoch: ended.bestEpoch, threshold: ended.threshold, imageSize: 32 });
    });

    test('keeps memory flat from epoch to epoch', async () => {
      const tensors: number[] = [];
      await runHere(makeTinyRun(folder, { epochs: 4 }), ({ type }) => {
        if (type === 'epoch-ended') tensors.push(tf.memory().numTensors);
      });
      expect(tensors[2]).toBe(tensors[1]);
      expect(tensors[3]).toBe(tensors[1]);
    });

    test('frees everything in the end', async () => {
      const before = tf.memory().numTensors;
      await runHere(makeTinyRun(folder));
      expect(tf.memory().numTensors).toBe(before);
    });

    test('gives the same result again, and another with another seed', async () => {
      const first = listEpochs(await runHere(makeTinyRun(folder)));
      expect(dropTimes(listEpochs(await runHere(makeTinyRun(folder))))).toEqual(dropTimes(first));
      expect(listEpochs(await runHere(makeTinyRun(folder, { seed: 6 })))[0]?.loss).not.toBe(first[0]?.loss);
    });

    test('goes on from a checkpoint to the same weights, bit for bit', async () => {
      const unbroken = await runHere(makeTinyRun(folder, { epochs: 4 }));
      const expected = readCheckpoint(checkpointFile(4));
      await runHere(makeTinyRun(folder, { epochs: 2 }));
      const resumed = await runHere({ ...makeTinyRun(folder, { epochs: 4 }), resume: true });
      expect(resumed[0]).toMatchObject({
        type: 'training-started',
        epochsDone: 2,
        history: [{ epoch: 1 }, { epoch: 2 }],
      });
      expect(dropTimes(listEpochs(resumed))).toEqual(dropTimes(listEpochs(unbroken).slice(2)));
      const { weights, bestWeights, moments } = readCheckpoint(checkpointFile(4));
      expect({ weights, bestWeights, moments }).toEqual({
        weights: expected.weights,
        bestWeights: expected.bestWeights,
        moments: expected.moments,
      });
      expect(resumed.at(-1)).toEqual(unbroken.at(-1));
    });

    test('augmented, sampled by weight and scaled by its own numbers goes on bit for bit', async () => {
      const settings = {
        rotationRange: 15,
        cropScaleMinimum: 0.4,
        contrastRange: 0.3,
        horizontalFlip: true,
        sampler: 'weighted',
        scaling: 'featurewise',
      } as const;
      await runHere(makeTinyRun(folder, { ...settings, epochs: 3 }));
      const expected = readCheckpoint(checkpointFile(3));
      await runHere(makeTinyRun(folder, { ...settings, epochs: 1 }));
      await runHere({ ...makeTinyRun(folder, { ...settings, epochs: 3 }), resume: true });
      const { weights, bestWeights, state } = readCheckpoint(checkpointFile(3));
      expect(weights).toEqual(expected.weights);
      expect(bestWeights).toEqual(expected.bestWeights);
      expect(state.scaling).toEqual(expected.state.scaling);
    });

    test.each<[string, Partial<RunSettings>]>([
      [
        'SGD along a warmed-up cosine, focal loss, weighed classes',
        {
          optimizer: 'sgd',
          learningRate: 0.05,
          momentum: 0.9,
          nesterov: true,
          schedule: 'cosine',
          warmupEpochs: 1.5,
          loss: 'focal',
          labelSmoothing: 0.1,
          classWeight: 'balanced',
          calibration: 'temperature',
          operatingPoint: 'sensitivity',
        },
      ],
      [
        'AdamW that comes down on a plateau',
        { optimizer: 'adamw', schedule: 'plateau', scheduleEpochs: 1, monitor: 'valLoss' },
      ],
    ])('with %s goes on from a checkpoint bit for bit', async (_title, settings) => {
      const make = (epochs: number): TrainCommand => ({
        ...makeTinyRun(folder, { ...settings, epochs }),
        preset: 'residual',
      });
      const unbroken = await runHere(make(4));
      const expected = readCheckpoint(checkpointFile(4));
      let epochs = 0;
      await runHere(make(4), ({ type }, stop) => {
        if (type === 'epoch-ended') epochs += 1;
        if (epochs === 2) stop();
      });
      const resumed = await runHere({ ...make(4), resume: true });
      expect(resumed[0]).toMatchObject({ epochsDone: 2 });
      expect(dropTimes(listEpochs(resumed))).toEqual(dropTimes(listEpochs(unbroken).slice(2)));
      const { weights, moments, state } = readCheckpoint(checkpointFile(4));
      expect({ weights, moments, best: state.best }).toEqual({
        weights: expected.weights,
        moments: expected.moments,
        best: expected.state.best,
      });
      expect(resumed.at(-1)).toEqual(unbroken.at(-1));
    });

    test('whose loss is no number ends with the batch and the way out', async () => {
      await runHere(makeTinyRun(folder, { epochs: 1 }));
      const checkpoint = readCheckpoint(checkpointFile(1));
      checkpoint.weights.get('dense/kernel')?.values.fill(Number.NaN);
      writeCheckpoint(checkpointFile(1), checkpoint);
      const before = tf.memory().numTensors;
      const resumed = runHere({ ...makeTinyRun(folder, { epochs: 2 }), resume: true });
      await expect(resumed).rejects.toMatchObject({
        code: 'loss-not-finite',
        message: expect.stringMatching(/batch 1 of epoch 2.*Lower the learning rate/),
      });
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});

describe('a training run', () => {
  beforeEach(() => useEngine('wasm'));

  test('stopped in its second epoch keeps the best of the first', async () => {
    const events = await runHere(makeTinyRun(folder), (event, stop) => {
      if (event.type === 'batch-ended' && event.metrics.epoch === 2) stop();
    });
    expect(events.filter(({ type }) => type === 'batch-ended').length).toBe(4);
    expect(events.at(-1)).toMatchObject({ type: 'training-ended', outcome: 'stopped', bestEpoch: 1 });
    expect((await loadModel(path.join(folder, 'model'))).card.bestEpoch).toBe(1);
  });

  test('stopped in its first epoch has no model', async () => {
    const events = await runHere(makeTinyRun(folder), (event, stop) => {
      if (event.type === 'validating') stop();
    });
    expect(events.at(-1)).toMatchObject({ outcome: 'stopped', bestEpoch: null, threshold: null });
    expect(readdirSync(folder)).not.toContain('model');
  });

  test('that has stopped early does not go on when it is resumed', async () => {
    // An AUC of 1 is not improved on, but a lower loss at the same AUC is better still: of accuracy, then.
    const command = makeTinyRun(folder, { epochs: 40, patience: 1, monitor: 'valAccuracy' });
    const events = await runHere(command);
    const ended = events.at(-1);
    expect(ended).toMatchObject({
      outcome: 'completed',
      reason: {
        code: 'stopped-early',
        message: expect.stringMatching(/^Stopped early: validation accuracy/),
      },
    });
    expect(listEpochs(events).length).toBeLessThan(40);
    const resumed = await runHere({ ...command, resume: true });
    expect(listEpochs(resumed)).toEqual([]);
    expect(resumed.at(-1)).toEqual(ended);
  });

  test('saves the best epoch, not the last', async () => {
    const events = await runHere(makeTinyRun(folder, { epochs: 6, monitor: 'valLoss' }));
    const epochs = listEpochs(events);
    const best = epochs.reduce((least, epoch) => (epoch.valLoss < least.valLoss ? epoch : least));
    expect(events.at(-1)).toMatchObject({ bestEpoch: best.epoch });
    const { model } = await loadModel(path.join(folder, 'model'));
    const { bestWeights } = readCheckpoint(checkpointFile(6));
    expect(await readWeights(model.weights)).toEqual(bestWeights);
  });

  test('is judged on images scaled as those it was trained on', async () => {
    const command = makeTinyRun(folder, { epochs: 2, scaling: 'featurewise' });
    const events = await runHere(command);
    const { card } = await loadModel(path.join(folder, 'model'));
    const pixels = readFileSync(command.pixels.path).subarray(0, 24 * 32 * 32);
    const mean = pixels.reduce((sum, byte) => sum + byte / 255, 0) / pixels.length;
    expect(card.scaling).toMatchObject({ kind: 'featurewise', mean: expect.closeTo(mean, 10) });

    const judged: TrainerEvent[] = [];
    await evaluate(
      {
        type: 'evaluate',
        jobId: 'judge',
        models: [{ directory: path.join(folder, 'model'), pixels: command.pixels }],
        views: 1,
        images: command.validation,
        patients: command.validation.records.map(String),
        classes: command.classes,
        threshold: 0.5,
      },
      makeContext(new AbortController().signal, (event) => judged.push(event)),
    );
    const best = listEpochs(events).find(({ epoch }) => epoch === card.bestEpoch);
    expect(judged.at(-1)).toMatchObject({
      metrics: { accuracy: best?.valAccuracy, rocAuc: best?.valRocAuc },
    });
  });

  test('with one class in validation is chosen by its loss', async () => {
    const command = makeTinyRun(folder, { epochs: 3 });
    const records = command.validation.records.filter((_, index) => command.validation.labels[index] === 1);
    const events = await runHere({ ...command, validation: { records, labels: records.map(() => 1) } });
    const epochs = listEpochs(events);
    expect(epochs.map(({ valRocAuc }) => valRocAuc)).toEqual([null, null, null]);
    const best = epochs.reduce((least, epoch) => (epoch.valLoss < least.valLoss ? epoch : least));
    expect(events.at(-1)).toMatchObject({ bestEpoch: best.epoch, threshold: 0.5 });
  });

  test('is not resumed with other images or settings, nor without a checkpoint', async () => {
    const command = makeTinyRun(folder, { epochs: 1 });
    await expect(runHere({ ...command, resume: true })).rejects.toMatchObject({ code: 'run-not-resumable' });
    await runHere(command);
    const fewer = { records: command.train.records.slice(1), labels: command.train.labels.slice(1) };
    await expect(runHere({ ...command, train: fewer, resume: true })).rejects.toMatchObject({
      code: 'run-not-resumable',
      message: expect.stringContaining('its images'),
    });
    const reseeded = makeTinyRun(folder, { epochs: 1, seed: 9 });
    await expect(runHere({ ...reseeded, resume: true })).rejects.toMatchObject({
      message: expect.stringContaining('seed'),
    });
  });

  test('begun anew forgets the checkpoints of the one before', async () => {
    await runHere(makeTinyRun(folder, { epochs: 2 }));
    await runHere(makeTinyRun(folder, { epochs: 1 }));
    expect(readdirSync(path.join(folder, 'checkpoints'))).toEqual(['epoch-0001.safetensors']);
  });

  test.skipIf(process.platform !== 'linux')(
    'on a disk that fills keeps its checkpoint of the epoch before, and goes on once there is room',
    async () => {
      const command = makeTinyRun(folder, { epochs: 2 });
      // /dev/full answers every write as a full disk does.
      const filling = runHere(command, ({ type }) => {
        if (type === 'epoch-ended') symlinkSync('/dev/full', `${checkpointFile(2)}.partial`);
      });
      await expect(
        filling.catch((thrown: unknown) => Promise.reject(toTrainerError(thrown))),
      ).rejects.toMatchObject({
        code: 'disk-full',
      });
      expect(readdirSync(path.join(folder, 'checkpoints'))).toEqual(['epoch-0001.safetensors']);
      const resumed = await runHere({ ...command, resume: true });
      expect(listEpochs(resumed).map(({ epoch }) => epoch)).toEqual([2]);
    },
  );

  test('without images, or whose pixels are lost, says so', async () => {
    const command = makeTinyRun(folder);
    await expect(runHere({ ...command, validation: { records: [], labels: [] } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    writeFileSync(command.pixels.path, '');
    await expect(runHere(command)).rejects.toMatchObject({ code: 'cache-damaged' });
    rmSync(command.pixels.path);
    await expect(runHere(command)).rejects.toMatchObject({ code: 'cache-damaged' });
  });
});

test.skipIf(engines.some(({ isMissing }) => isMissing))(
  'a run begun on one engine goes on on another',
  async () => {
    await useEngine('wasm');
    await runHere(makeTinyRun(folder, { epochs: 1 }));
    await useEngine('tensorflow');
    const events = await runHere({ ...makeTinyRun(folder, { epochs: 2 }), resume: true });
    expect(events[0]).toMatchObject({ epochsDone: 1 });
    expect(listEpochs(events).length).toBe(1);
  },
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { networkLayersSchema } from '../../../shared/domain/network/network-layer.ts';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import { toTrainableNetwork } from '../../../main/trainer/fused/trainable-network.ts';
import { createHold } from '../../../main/trainer/hold.ts';
import type { JobContext } from '../../../main/trainer/job-runner.ts';
import { describeModel } from '../../../main/trainer/jobs/describe-model.ts';
import { evaluate } from '../../../main/trainer/jobs/evaluate.ts';
import { predict } from '../../../main/trainer/jobs/predict.ts';
import { stress } from '../../../main/trainer/jobs/stress.ts';
import { train } from '../../../main/trainer/jobs/train.ts';
import { loadModel } from '../../../main/trainer/model-files/load-model.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { drawValues, expectClose } from './support/compare.ts';
import { computeReference, engines, useEngine } from './support/engines.ts';
import { makeThreeClassRun } from './support/tiny-dataset.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a job in this process. @returns what it sent */
async function runHere(start: (context: JobContext) => Promise<void>): Promise<TrainerEvent[]> {
  const { signal } = new AbortController();
  const events: TrainerEvent[] = [];
  const hold = createHold(signal, () => {});
  await start({ engine: 'wasm', signal, hold, send: (event) => events.push(event) });
  return events;
}

function listEpochs(events: readonly TrainerEvent[]): EpochMetrics[] {
  return events.flatMap((event) => (event.type === 'epoch-ended' ? [event.metrics] : []));
}

function findEvent<Type extends TrainerEvent['type']>(
  events: readonly TrainerEvent[],
  type: Type,
): Extract<TrainerEvent, { type: Type }> {
  const found = events.find((event): event is Extract<TrainerEvent, { type: Type }> => event.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

test("the report's network for three classes ends in three units, and has 2 x 129 parameters more", async () => {
  const command = { type: 'describe-model', jobId: 'd', preset: 'cnn5', imageSize: 150 } as const;
  const events = await runHere((context) => describeModel({ ...command, classes: 3 }, context));
  const { table } = findEvent(events, 'model-described');
  expect(table.layers.at(-1)).toMatchObject({ type: 'Dense', outputShape: [null, 3], parameters: 387 });
  expect(table.totalParameters).toBe(951_489 + 258);
});

/** Smooth throughout, so that engines differ by rounding alone. */
const network = networkLayersSchema.parse([
  { type: 'Conv2D', filters: 3, activation: 'tanh', padding: 'same' },
  { type: 'AveragePooling2D' },
  { type: 'Flatten' },
  { type: 'Dense', units: 5, activation: 'tanh' },
]);
const labels = [0, 2, 1, 2];

function build(): { model: tf.LayersModel; images: tf.Tensor4D } {
  const model = buildModel('cnn5', { imageSize: 32, seed: 2, classes: 3, network });
  return { model, images: tf.tensor4d(drawValues(labels.length * 32 * 32), [labels.length, 32, 32, 1]) };
}

/** Loss and gradients by tfjs's own softmax, cross-entropy and tape. */
function stepByTfjs(): { loss: number; gradients: Float32Array[] } {
  const { model, images } = build();
  const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), 3).toFloat();
  const toLoss = (): tf.Scalar => {
    const probabilities = model.apply(images, { training: true }) as tf.Tensor;
    return tf.mean(tf.metrics.categoricalCrossentropy(targets, probabilities)).asScalar();
  };
  const { value, grads } = tf.engine().gradients(
    toLoss,
    model.trainableWeights.map((weight) => weight.read()),
  );
  return {
    loss: value.dataSync()[0] ?? Number.NaN,
    gradients: grads.map((grad) => grad.dataSync<'float32'>()),
  };
}

describe.each(engines)('of three classes, on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('a training run', () => {
    beforeEach(() => useEngine(name));

    test("has the loss and the gradients of tfjs's softmax and cross-entropy", async () => {
      const reference = await computeReference(stepByTfjs);
      const { model, images } = build();
      const { loss, gradients } = await toTrainableNetwork(model).computeGradients(images, labels, {
        seed: 1,
        step: 0,
      });
      expect(loss).toBeCloseTo(reference.loss, 5);
      expect(gradients.length).toBe(reference.gradients.length);
      gradients.forEach((gradient, place) =>
        expectClose(gradient.dataSync(), reference.gradients[place] ?? [], 1e-4),
      );
    });

    test('learns, validates by the mean AUC, and its model evaluates, predicts and is stressed', async () => {
      const command = makeThreeClassRun(folder, {
        epochs: 8,
        calibration: 'temperature',
        classWeight: 'balanced',
      });
      const events = await runHere((context) => train(command, context));
      const epochs = listEpochs(events);
      const { bestEpoch, threshold } = findEvent(events, 'training-ended');
      // The disc and the edge are there to be found.
      expect(epochs[(bestEpoch ?? 0) - 1]?.valRocAuc).toBeGreaterThan(0.95);

      const modelDirectory = path.join(folder, 'model');
      const { card } = await loadModel(modelDirectory);
      expect(card).toMatchObject({ classes: command.classes, positiveClass: 'BACTERIA / VIRUS', bestEpoch });

      const { pixels, validation: images, classes } = command;
      const models = [{ directory: modelDirectory, pixels, places: null }];
      const job = { jobId: 'j', models, views: 1, threshold: threshold ?? 0.5 };
      const patients = images.records.map((record) => `patient ${record}`);
      const evaluated = findEvent(
        await runHere((context) =>
          evaluate({ ...job, type: 'evaluate', images, patients, classes }, context),
        ),
        'evaluate-ended',
      );
      const { metrics, probabilities } = evaluated;
      expect(metrics.confusionMatrix.rows.map((row) => row.length)).toEqual([3, 3, 3]);
      expect(metrics.accuracy).toBeGreaterThan(0.6);
      for (const own of probabilities) {
        expect(own.length).toBe(3);
        expect(own.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
      }

      const heatmapPath = path.join(folder, 'heatmaps.u8');
      const predicted = findEvent(
        await runHere((context) => predict({ ...job, type: 'predict', count: 36, heatmapPath }, context)),
        'predict-ended',
      );
      images.records.forEach((record, place) =>
        expectClose(predicted.probabilities[record] ?? [], probabilities[place] ?? [], 1e-4),
      );

      const stressed = findEvent(
        await runHere((context) => stress({ ...job, type: 'stress', images }, context)),
        'stress-ended',
      );
      expect(stressed.unshifted).toMatchObject({
        sensitivity: metrics.sensitivity,
        specificity: metrics.specificity,
      });
    });

    test('resumed gives what an unbroken run gives', async () => {
      const whole = makeThreeClassRun(folder, { epochs: 3 });
      const expected = listEpochs(await runHere((context) => train(whole, context)));
      await runHere((context) => train(makeThreeClassRun(folder, { epochs: 2 }), context));
      const rest = listEpochs(await runHere((context) => train({ ...whole, resume: true }, context)));
      expect(rest.map(({ epoch }) => epoch)).toEqual([3]);
      expect(rest[0]?.valLoss).toBe(expected[2]?.valLoss);
    });
  });
});

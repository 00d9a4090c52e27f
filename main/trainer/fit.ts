import * as tf from '@tensorflow/tfjs';
import type { EpochMetrics } from '../../shared/domain/metric.ts';
import type { RunSettings } from '../../shared/domain/run-settings.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { LabelledRecords } from '../../shared/trainer-protocol.ts';
import type { TrainingCallback } from './callbacks/training-callback.ts';
import { planEpoch, takeTurns } from './data/batches.ts';
import type { PixelReader } from './data/pixel-reader.ts';
import type { TrainingImages } from './data/training-images.ts';
import { calculateRocAuc } from '../../shared/domain/statistics/roc.ts';
import { divideLogits, toClassProbabilities } from './evaluation/class-probabilities.ts';
import { calculateMacroRocAuc } from './evaluation/measure-multiclass.ts';
import type { TrainableNetwork } from './fused/trainable-network.ts';
import type { Hold } from './hold.ts';
import { createLoss } from './losses/loss.ts';
import type { LogitsFunction } from './models/logits.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import { toLearningRate } from './schedules/learning-rate.ts';
import { predictLogits } from './predict-records.ts';

/** What training works with. */
export interface FitPlan {
  readonly settings: RunSettings;
  /** Reads validation's images. */
  readonly reader: PixelReader;
  readonly trainingImages: TrainingImages;
  readonly train: LabelledRecords;
  readonly validation: LabelledRecords;
  readonly network: TrainableNetwork;
  readonly optimizer: Optimizer;
  readonly computeLogits: LogitsFunction;
  readonly callbacks: readonly TrainingCallback[];
  /** Ended epochs, of an earlier part of the run; the loop adds to it. */
  readonly history: EpochMetrics[];
  readonly signal: AbortSignal;
  readonly hold: Hold;
  readonly report: FitReport;
}

/** Who is told how training goes. */
export interface FitReport {
  batchEnded(
    batch: { epoch: number; batch: number; loss: number; accuracy: number },
    imagesPerSecond: number,
  ): void;
  validating(epoch: number, done: number): void;
  /** After every callback, so with the checkpoint written. */
  epochEnded(metrics: EpochMetrics): void;
}

export interface FitOutcome {
  readonly outcome: 'completed' | 'stopped';
  /** Why training ended before its last epoch; null where it did not, or where it was told to stop. */
  readonly reason: Message | null;
}

/**
 * The training loop. Each epoch: images in a new order, batch by batch forward, backward and an update of
 * the weights; then the validation images; then the callbacks.
 *
 * @throws AppError `cache-damaged`, `loss-not-finite`, and what a checkpoint's writing throws
 */
export async function fit(plan: FitPlan): Promise<FitOutcome> {
  const { settings, history, signal, hold } = plan;
  for (let epoch = history.length + 1; epoch <= settings.epochs; epoch += 1) {
    const reason = plan.callbacks.map((callback) => callback.beforeEpoch?.(history)).find(Boolean);
    if (reason) return { outcome: 'completed', reason };
    const started = performance.now() - hold.heldMs;
    const trained = await trainEpoch(plan, epoch);
    if (trained === null) return { outcome: 'stopped', reason: null };
    const validated = await plan.optimizer.withAverages(() => validate(plan, epoch));
    if (validated === null) return { outcome: 'stopped', reason: null };

    const { logits, ...validation } = validated;
    const seconds = (performance.now() - hold.heldMs - started) / 1000;
    const metrics = { epoch, ...trained, ...validation, seconds };
    history.push(metrics);
    const ended = { metrics, history, validation: { logits, labels: plan.validation.labels } };
    for (const callback of plan.callbacks) await callback.onEpochEnded?.(ended);
    plan.report.epochEnded(metrics);
    if (signal.aborted && epoch < settings.epochs) return { outcome: 'stopped', reason: null };
  }
  return { outcome: 'completed', reason: null };
}

type Trained = Pick<EpochMetrics, 'loss' | 'accuracy' | 'learningRate' | 'imagesPerSecond'>;

/** @returns means over the epoch's images; null where it was stopped */
async function trainEpoch(plan: FitPlan, epoch: number): Promise<Trained | null> {
  const { settings, network, optimizer } = plan;
  const batches = planEpoch(plan.train, settings, epoch);
  let images = 0;
  let correct = 0;
  let lossSum = 0;
  let milliseconds = 0;
  let learningRate = settings.learningRate;
  for (const [index, planned] of batches.entries()) {
    await plan.hold.pass();
    if (plan.signal.aborted) return null;
    const started = performance.now();
    const step = (epoch - 1) * batches.length + index;
    const position = { epoch, batch: index, batches: batches.length, history: plan.history };
    learningRate = toLearningRate(position, settings);
    const { labels } = planned;
    const pixels = await plan.trainingImages.read({ batch: planned, epoch });
    const next = batches[index + 1];
    if (next !== undefined) plan.trainingImages.prepare({ batch: next, epoch });
    const { gradients, ...result } = await network.computeGradients(pixels, labels, {
      seed: settings.seed,
      step,
    });
    const batch = {
      epoch,
      batch: index + 1,
      loss: result.loss,
      accuracy: result.correct / labels.length,
    };
    try {
      for (const callback of plan.callbacks) callback.onBatchEnded?.(batch);
      optimizer.update(gradients, learningRate);
    } finally {
      tf.dispose([pixels, ...gradients]);
    }
    milliseconds += performance.now() - started;

    images += labels.length;
    correct += result.correct;
    lossSum += result.loss * labels.length;
    plan.report.batchEnded(batch, toRate(images, milliseconds));
    await takeTurns();
  }
  return {
    loss: lossSum / images,
    accuracy: correct / images,
    learningRate,
    imagesPerSecond: toRate(images, milliseconds),
  };
}

type Validated = Pick<EpochMetrics, 'valLoss' | 'valAccuracy' | 'valRocAuc'> & { logits: number[] };

/** @returns null where it was stopped */
async function validate(plan: FitPlan, epoch: number): Promise<Validated | null> {
  const { records, labels } = plan.validation;
  plan.report.validating(epoch, 0);
  const logits = await predictLogits(plan.computeLogits, plan.reader, records, {
    batchSize: plan.settings.batchSize,
    signal: plan.signal,
    hold: plan.hold,
    onProgress: (done) => plan.report.validating(epoch, done),
  });
  if (logits === null) return null;
  const { loss, correct } = createLoss(plan.settings)(logits, labels);
  return {
    valLoss: loss,
    valAccuracy: correct / labels.length,
    valRocAuc: calculateValidationAuc(logits, labels),
    logits,
  };
}

/** Of the second of two classes; of more, the mean of each against the rest. */
function calculateValidationAuc(logits: readonly number[], labels: readonly number[]): number | null {
  if (logits.length === labels.length) return calculateRocAuc({ scores: logits, labels });
  const probabilities = divideLogits(logits, labels.length).map((own) => toClassProbabilities(own));
  return calculateMacroRocAuc({ probabilities, labels });
}

function toRate(images: number, milliseconds: number): number {
  return milliseconds === 0 ? 0 : (images / milliseconds) * 1000;
}

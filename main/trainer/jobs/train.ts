import { createHash } from 'node:crypto';
import path from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';
import { createBestWeights, type BestEpoch } from '../callbacks/best-weights.ts';
import { createCheckpointing } from '../callbacks/checkpoint.ts';
import { createEarlyStopping } from '../callbacks/early-stopping.ts';
import { createTerminateOnNan } from '../callbacks/terminate-on-nan.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { openCheckpointFolder } from '../checkpoint/checkpoint-folder.ts';
import { openPixelFile } from '../data/pixel-reader.ts';
import { fit, type FitReport } from '../fit.ts';
import { toTrainableNetwork } from '../fused/trainable-network.ts';
import type { JobContext } from '../job-runner.ts';
import { release } from '../release.ts';
import { readWeights, writeWeights } from '../model-files/named-arrays.ts';
import { saveModel } from '../model-files/save-model.ts';
import { buildModel } from '../models/build-model.ts';
import { createLogitsFunction } from '../models/logits.ts';
import { createAdam, type Adam } from '../optimizers/adam.ts';

/**
 * Trains a run from its start, or goes on from its newest whole checkpoint, and saves the best epoch's model.
 *
 * @throws AppError `input-invalid`, `cache-damaged`, `loss-not-finite`, `run-not-resumable`,
 *   `checkpoint-damaged`; `disk-full` by way of the system's error
 */
export async function train(command: TrainCommand, context: JobContext): Promise<void> {
  const { settings } = command;
  requireImages(command);
  const folder = openCheckpointFolder(command.runDirectory);
  const checkpoint = command.resume ? folder.readNewest() : null;
  if (checkpoint === null) folder.clear();
  else requireSameRun(command, checkpoint);

  const reader = openPixelFile(command.pixels);
  const model = buildModel(command.preset, { imageSize: settings.imageSize, seed: settings.seed });
  const network = toTrainableNetwork(model);
  const optimizer = createAdam(network.weights, settings.learningRate);
  try {
    if (checkpoint !== null) restore(checkpoint, model, optimizer);
    const history = [...(checkpoint?.state.history ?? [])];
    const bestWeights = createBestWeights({
      monitor: settings.monitor,
      readWeights: () => readWeights(model.weights),
      best: checkpoint === null ? null : { ...checkpoint.state.best, weights: checkpoint.bestWeights },
    });
    const writeCheckpoint = (): void =>
      folder.write(makeCheckpoint(command, model, optimizer, history, bestWeights.best));
    const batches = Math.ceil(command.train.records.length / settings.batchSize);
    context.send({
      type: 'training-started',
      jobId: command.jobId,
      epochsDone: history.length,
      history: [...history],
      batches,
    });
    const { outcome, reason } = await fit({
      settings,
      reader,
      train: command.train,
      validation: command.validation,
      network,
      optimizer,
      computeLogits: createLogitsFunction(model),
      callbacks: [
        createTerminateOnNan(settings),
        bestWeights,
        createEarlyStopping(settings),
        createCheckpointing({ write: writeCheckpoint }),
      ],
      history,
      signal: context.signal,
      report: createReport(command, context, batches, () => bestWeights.best),
    });
    const { best } = bestWeights;
    if (best !== null) await saveBest(command, context, model, best);
    context.send({
      type: 'training-ended',
      jobId: command.jobId,
      outcome,
      reason,
      bestEpoch: best?.epoch ?? null,
      threshold: best?.threshold ?? null,
    });
  } finally {
    release(
      () => optimizer.dispose(),
      () => model.dispose(),
      () => reader.close(),
    );
  }
}

function requireImages({ train: trained, validation }: TrainCommand): void {
  for (const [name, { records }] of Object.entries({ training: trained, validation })) {
    if (records.length > 0) continue;
    throw new AppError(
      'input-invalid',
      `The ${name} part of the split has no images. Choose another validationFraction or limit.`,
      { part: name },
    );
  }
}

/** A run goes on as it began: other data or settings would make it neither the one run nor the other. */
function requireSameRun(command: TrainCommand, { state }: Checkpoint): void {
  const preset: string = state.preset;
  const fixed = ['imageSize', 'seed', 'batchSize', 'monitor'] as const;
  const changed = fixed.filter((name) => state.settings[name] !== command.settings[name]);
  const reasons = [
    ...(preset === command.preset ? [] : ['its preset']),
    ...changed,
    ...(state.dataFingerprint === fingerprint(command) ? [] : ['its images']),
  ];
  if (reasons.length === 0) return;
  throw new AppError(
    'run-not-resumable',
    `The run's checkpoint was made with other values of ${reasons.join(', ')}. Start a new run instead.`,
    { changed: reasons.join(', ') },
  );
}

/** SHA-256 over which records are trained and validated on, with their labels. */
function fingerprint({ train: trained, validation }: TrainCommand): string {
  return createHash('sha256')
    .update(JSON.stringify([trained, validation]))
    .digest('hex');
}

function restore(checkpoint: Checkpoint, model: tf.LayersModel, optimizer: Adam): void {
  writeWeights(model.weights, checkpoint.weights);
  optimizer.restore({
    updates: checkpoint.state.step,
    firstMoments: checkpoint.firstMoments,
    secondMoments: checkpoint.secondMoments,
  });
}

function makeCheckpoint(
  command: TrainCommand,
  model: tf.LayersModel,
  optimizer: Adam,
  history: readonly EpochMetrics[],
  best: BestEpoch | null,
): Checkpoint {
  if (best === null) throw new Error('a checkpoint before the first epoch');
  const { updates, firstMoments, secondMoments } = optimizer.read();
  return {
    state: {
      preset: command.preset,
      settings: command.settings,
      dataFingerprint: fingerprint(command),
      step: updates,
      history: [...history],
      best: { epoch: best.epoch, threshold: best.threshold },
    },
    weights: readWeights(model.weights),
    bestWeights: best.weights,
    firstMoments,
    secondMoments,
  };
}

function createReport(
  { jobId, validation }: TrainCommand,
  { send }: JobContext,
  batches: number,
  getBest: () => BestEpoch | null,
): FitReport {
  return {
    batchEnded: (metrics, imagesPerSecond) =>
      send({
        type: 'batch-ended',
        jobId,
        metrics,
        batches,
        imagesPerSecond,
        memoryBytes: process.memoryUsage.rss(),
      }),
    validating: (epoch, done) =>
      send({ type: 'validating', jobId, epoch, done, total: validation.records.length }),
    epochEnded(metrics) {
      const best = getBest();
      const bestEpoch = best?.epoch ?? metrics.epoch;
      send({ type: 'epoch-ended', jobId, metrics, bestEpoch, threshold: best?.threshold ?? 0.5 });
    },
  };
}

async function saveBest(
  command: TrainCommand,
  { engine }: JobContext,
  model: tf.LayersModel,
  best: BestEpoch,
): Promise<void> {
  writeWeights(model.weights, best.weights);
  await saveModel(path.join(command.runDirectory, 'model'), model, {
    format: 'negatoscope-model-1',
    preset: command.preset,
    imageSize: command.settings.imageSize,
    classes: command.classes,
    positiveClass: command.classes[1],
    threshold: best.threshold,
    bestEpoch: best.epoch,
    settings: command.settings,
    engine,
  });
}

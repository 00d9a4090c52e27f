import path from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { nameFindings } from '../../../shared/domain/classes.ts';
import type { InputScaling } from '../../../shared/domain/input-scaling.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';
import { createBestWeights, type BestEpoch } from '../callbacks/best-weights.ts';
import { createCheckpointing } from '../callbacks/checkpoint.ts';
import { createEarlyStopping } from '../callbacks/early-stopping.ts';
import { createTerminateOnNan } from '../callbacks/terminate-on-nan.ts';
import { createTimeLimit } from '../callbacks/time-limit.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { openCheckpointFolder, type CheckpointFolder } from '../checkpoint/checkpoint-folder.ts';
import { requireSameRun, restoreCheckpoint, takeCheckpoint } from '../checkpoint/run-checkpoint.ts';
import { chooseScaling } from '../data/choose-scaling.ts';
import { openPixelFile, type PixelReader } from '../data/pixel-reader.ts';
import { openTrainingImages, type TrainingImages } from '../data/training-images.ts';
import { fit, type FitReport } from '../fit.ts';
import { decideUnderShift } from '../evaluation/stress/decide-under-shift.ts';
import { toTrainableNetwork } from '../fused/trainable-network.ts';
import type { JobContext } from '../job-runner.ts';
import { weighClasses } from '../losses/class-weights.ts';
import { createLoss } from '../losses/loss.ts';
import { readWeights, writeWeights } from '../model-files/named-arrays.ts';
import { saveModel } from '../model-files/save-model.ts';
import { buildModel } from '../models/build-model.ts';
import { createLogitsFunction, type LogitsFunction } from '../models/logits.ts';
import { createOptimizerOf } from '../optimizers/create-optimizer.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { release } from '../release.ts';

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

  const scaling =
    checkpoint?.state.scaling ??
    (await chooseScaling(settings.scaling, command.pixels, command.train.records));
  const reader = openPixelFile(command.pixels, scaling);
  const { pixels } = command;
  const trainingImages = openTrainingImages({ settings, seed: settings.seed, pixels, scaling });
  const model = buildModel(command.preset, {
    imageSize: settings.imageSize,
    seed: settings.seed,
    classes: command.classes.length,
    network: command.network,
  });
  const classWeights = weighClasses(settings.classWeight, command.train.labels, command.classes.length);
  const network = toTrainableNetwork(model, createLoss(settings, classWeights));
  const optimizer = createOptimizerOf(settings, network.weights, model.weights);
  try {
    if (checkpoint !== null) restoreCheckpoint(checkpoint, model, optimizer);
    await trainModel({
      command,
      context,
      folder,
      checkpoint,
      scaling,
      reader,
      trainingImages,
      model,
      network,
      optimizer,
    });
  } finally {
    release(
      () => optimizer.dispose(),
      () => model.dispose(),
      () => trainingImages.close(),
      () => reader.close(),
    );
  }
}

interface Training {
  readonly command: TrainCommand;
  readonly context: JobContext;
  readonly folder: CheckpointFolder;
  readonly checkpoint: Checkpoint | null;
  readonly scaling: InputScaling;
  readonly reader: PixelReader;
  readonly trainingImages: TrainingImages;
  readonly model: tf.LayersModel;
  readonly network: ReturnType<typeof toTrainableNetwork>;
  readonly optimizer: Optimizer;
}

async function trainModel(training: Training): Promise<void> {
  const { command, context, folder, checkpoint, scaling, reader, trainingImages, model, network, optimizer } =
    training;
  const { jobId, settings, validation } = command;
  const history = [...(checkpoint?.state.history ?? [])];
  const bestWeights = createBestWeights({
    settings,
    readWeights: () => optimizer.withAverages(() => readWeights(model.weights)),
    best: checkpoint === null ? null : { ...checkpoint.state.best, weights: checkpoint.bestWeights },
  });
  const batches = Math.ceil(command.train.records.length / settings.batchSize);
  context.send({
    type: 'training-started',
    jobId,
    epochsDone: history.length,
    history: [...history],
    batches,
  });
  const computeLogits = createLogitsFunction(model);
  const { outcome, reason } = await fit({
    settings,
    reader,
    trainingImages,
    train: command.train,
    validation,
    network,
    optimizer,
    computeLogits,
    callbacks: [
      createTerminateOnNan(settings),
      bestWeights,
      createEarlyStopping(settings),
      createTimeLimit(settings),
      createCheckpointing({
        async write() {
          const { best } = bestWeights;
          folder.write(await takeCheckpoint(command, { model, optimizer, scaling, history, best }));
        },
      }),
    ],
    history,
    signal: context.signal,
    hold: context.hold,
    report: createReport(command, context, batches, () => bestWeights.best),
  });
  const best = bestWeights.best === null ? null : await finish(training, bestWeights.best, computeLogits);
  context.send({
    type: 'training-ended',
    jobId,
    outcome,
    reason,
    bestEpoch: best?.epoch ?? null,
    threshold: best?.threshold ?? null,
  });
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

/** Puts the best epoch's weights into the model, decides by them, and saves it. */
async function finish(
  training: Training,
  best: BestEpoch,
  computeLogits: LogitsFunction,
): Promise<BestEpoch> {
  const { command, context, reader, scaling, model } = training;
  const { jobId, settings, validation } = command;
  writeWeights(model.weights, best.weights);
  const decided =
    settings.decisionImages === 'plain'
      ? best
      : {
          ...best,
          ...(await decideUnderShift({
            computeLogits,
            reader,
            scaling,
            validation,
            settings,
            onProgress: (done, total) =>
              context.send({ type: 'validating', jobId, epoch: best.epoch, done, total }),
          })),
        };
  await saveBest(training, decided);
  return decided;
}

async function saveBest({ command, context, scaling, model }: Training, best: BestEpoch): Promise<void> {
  await saveModel(path.join(command.runDirectory, 'model'), model, {
    format: 'negatoscope-model-1',
    preset: command.preset,
    network: command.network,
    imageSize: command.settings.imageSize,
    scaling,
    classes: command.classes,
    positiveClass: nameFindings(command.classes),
    temperature: best.temperature,
    biases: [...best.biases],
    threshold: best.threshold,
    bestEpoch: best.epoch,
    settings: command.settings,
    engine: context.engine,
  });
}

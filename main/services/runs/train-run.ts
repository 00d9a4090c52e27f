import { rmSync } from 'node:fs';
import type { EngineDescription } from '../../../shared/domain/engine.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Message } from '../../../shared/ipc/message.ts';
import type { LabelledRecords, PixelFile } from '../../../shared/trainer-protocol.ts';
import { dropMetricsAfter } from '../../db/run-metrics.ts';
import { setRunEngine, setRunWeights, type StoredRun } from '../../db/runs.ts';
import { listSplitImages } from '../../db/splits.ts';
import { toMachineError } from '../../machine-error.ts';
import { appVersion } from '../../version.ts';
import { readInTurns } from '../read-in-turns.ts';
import type { ServiceContext } from '../service-context.ts';
import { evaluateValidation } from './evaluate-validation.ts';
import { hashModelWeights } from './read-model.ts';
import { hasCheckpoint } from './run-files.ts';
import type { ProgressTracker } from './run-progress.ts';
import { createRunRecorder } from './run-recorder.ts';

/** How a run ended, and why where there is something to say. */
export interface RunOutcome {
  readonly status: 'completed' | 'stopped' | 'interrupted' | 'failed';
  readonly reason: Message | null;
}

/** The trainer's name for a run's training. */
export function toTrainJobId(runId: number): string {
  return `train-${runId}`;
}

export interface TrainRunOptions {
  readonly tracker: ProgressTracker;
  /** Called whenever the tracker's progress has changed. */
  readonly onProgress: () => void;
  /** Aborted to stop the run, which then keeps its best weights. */
  readonly signal: AbortSignal;
}

/**
 * Trains a run from its last checkpoint, or from the beginning where it has none, to whatever end it comes
 * to. Everything worth keeping is stored on the way; the outcome is the caller's to store.
 */
export async function trainRun(
  context: ServiceContext,
  run: StoredRun,
  options: TrainRunOptions,
): Promise<RunOutcome> {
  try {
    const pixels = await preparePixels(context, run, options);
    const description = await context.openTrainer().start();
    setRunEngine(context.database, run.id, description.engine, toVersions(description));
    context.log.info({ run: run.id, engine: description.engine }, 'training');
    return await trainOnPixels(context, run, pixels, options);
  } catch (thrown) {
    return toOutcome(context, run, thrown, options.signal);
  }
}

async function preparePixels(
  { home, database }: ServiceContext,
  run: StoredRun,
  { tracker, onProgress, signal }: TrainRunOptions,
): Promise<PixelFile> {
  // Loaded late: decoding images is no part of looking at a library.
  const { ensurePixelCache } = await import('../../library/pixel-cache.ts');
  return await ensurePixelCache({
    home,
    database,
    datasetId: run.datasetId,
    imageSize: run.settings.imageSize,
    signal,
    onProgress(done, total) {
      tracker.prepare(done, total);
      onProgress();
    },
  });
}

async function trainOnPixels(
  context: ServiceContext,
  run: StoredRun,
  pixels: PixelFile,
  { tracker, onProgress, signal }: TrainRunOptions,
): Promise<RunOutcome> {
  const { database, home, openTrainer } = context;
  const runDirectory = home.runDirectory(run.id);
  const resume = hasCheckpoint(runDirectory);
  if (!resume) {
    // Resumed before its first checkpoint: the same seed gives the same beginning again.
    rmSync(runDirectory, { recursive: true, force: true });
    dropMetricsAfter(database, run.id, 0);
  }
  const recorder = createRunRecorder(context, run.id);
  try {
    const ended = await openTrainer().run(
      {
        type: 'train',
        jobId: toTrainJobId(run.id),
        runDirectory,
        preset: run.preset,
        network: run.network,
        settings: run.settings,
        classes: run.classes,
        pixels,
        train: await readLabelledRecords(context, run, 'train'),
        validation: await readLabelledRecords(context, run, 'val'),
        resume,
      },
      {
        signal,
        onEvent(event) {
          recorder.record(event);
          if (tracker.follow(event)) onProgress();
        },
      },
    );
    setRunWeights(database, run.id, await hashModelWeights(runDirectory));
    await keepValidation(context, run.id, pixels);
    return { status: ended.outcome, reason: ended.reason };
  } finally {
    recorder.flush();
  }
}

/** A trained model is worth keeping also where its validation cannot be stored. */
async function keepValidation(context: ServiceContext, runId: number, pixels: PixelFile): Promise<void> {
  try {
    await evaluateValidation(context, runId, pixels);
  } catch (error) {
    context.log.warn({ run: runId, error }, 'the validation of a run could not be stored');
  }
}

async function readLabelledRecords(
  { database }: ServiceContext,
  run: StoredRun,
  part: 'train' | 'val',
): Promise<LabelledRecords> {
  const images = await readInTurns((stretch) => listSplitImages(database, run.splitId, part, stretch));
  return {
    records: images.map(({ record }) => record),
    labels: images.map(({ label }) => label),
  };
}

function toVersions({ tensorflow, tfjs, node }: EngineDescription): Record<string, string> {
  return { negatoscope: appVersion, tfjs, node, ...(tensorflow === null ? {} : { tensorflow }) };
}

/** Losing the trainer leaves a run that can go on; whatever else goes wrong has to be mended first. */
const lostTrainerCodes: ReadonlySet<string> = new Set([
  'trainer-crashed',
  'trainer-out-of-memory',
  'trainer-unresponsive',
]);

function toOutcome(
  { log }: ServiceContext,
  run: StoredRun,
  thrown: unknown,
  signal: AbortSignal,
): RunOutcome {
  const error = toMachineError(thrown);
  if (signal.aborted && (thrown === signal.reason || isCancellation(thrown))) {
    return {
      status: 'stopped',
      reason: {
        code: 'stopped-before-training',
        message: 'Stopped before its training began.',
        details: {},
      },
    };
  }
  log.error({ run: run.id, error: thrown }, 'run ended early');
  return {
    status: lostTrainerCodes.has(error.code) ? 'interrupted' : 'failed',
    reason: error.toPayload(),
  };
}

function isCancellation(thrown: unknown): boolean {
  if (thrown instanceof AppError) return ['run-cancelled', 'import-cancelled'].includes(thrown.code);
  return thrown instanceof Error && thrown.name === 'AbortError';
}

import type { RunProgress } from '../../../shared/domain/run.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';

/** Follows where a run stands, from its trainer's events. */
export interface ProgressTracker {
  readonly progress: RunProgress;
  /** Takes an event of the run's job; true where the progress has changed. */
  follow(event: TrainerEvent): boolean;
  /** Images are being brought to the size that training needs. */
  prepare(done: number, total: number): void;
}

/** Before this much of an epoch's time has gone by, an estimate would only jump. */
const minimumEstimateMs = 1500;

/**
 * @param run its id, name and the number of epochs planned
 * @param now milliseconds, from any moment on
 */
export function createProgressTracker(
  run: { readonly id: number; readonly name: string; readonly epochs: number },
  now: () => number = () => performance.now(),
): ProgressTracker {
  let progress: RunProgress = {
    run: run.id,
    name: run.name,
    phase: 'preparing',
    epoch: 0,
    epochs: run.epochs,
    batch: 0,
    batches: 0,
    loss: null,
    accuracy: null,
    imagesPerSecond: null,
    secondsLeft: null,
    memoryBytes: null,
  };
  let sums = { batches: 0, loss: 0, accuracy: 0 };
  let epochBeganAt = now();
  let validationBeganAt: number | null = null;
  let validationSeconds = 0;
  let paused: { readonly at: number; readonly phase: RunProgress['phase'] } | null = null;

  function followBatch(event: Extract<TrainerEvent, { type: 'batch-ended' }>): void {
    const { epoch, batch, loss, accuracy } = event.metrics;
    if (epoch !== progress.epoch) sums = { batches: 0, loss: 0, accuracy: 0 };
    sums = {
      batches: sums.batches + 1,
      loss: sums.loss + loss,
      accuracy: sums.accuracy + accuracy,
    };
    const elapsedMs = now() - epochBeganAt;
    const secondsPerBatch = elapsedMs / 1000 / sums.batches;
    const batchesLeft = event.batches - batch + (run.epochs - epoch) * event.batches;
    progress = {
      ...progress,
      phase: 'training',
      epoch,
      batch,
      batches: event.batches,
      loss: sums.loss / sums.batches,
      accuracy: sums.accuracy / sums.batches,
      imagesPerSecond: event.imagesPerSecond,
      secondsLeft:
        elapsedMs < minimumEstimateMs && progress.secondsLeft === null
          ? null
          : batchesLeft * secondsPerBatch + validationSeconds * (run.epochs - epoch + 1),
      memoryBytes: event.memoryBytes,
    };
  }

  function follow(event: TrainerEvent): boolean {
    if (event.type === 'training-started') {
      epochBeganAt = now();
      sums = { batches: 0, loss: 0, accuracy: 0 };
      const epoch = Math.min(event.epochsDone + 1, run.epochs);
      progress = { ...progress, phase: 'training', epoch, batch: 0, batches: event.batches };
    } else if (event.type === 'batch-ended') {
      followBatch(event);
    } else if (event.type === 'validating') {
      validationBeganAt ??= now();
      progress = { ...progress, phase: event.done < event.total ? 'validating' : 'saving' };
    } else if (event.type === 'epoch-ended') {
      if (validationBeganAt !== null) validationSeconds = (now() - validationBeganAt) / 1000;
      validationBeganAt = null;
      const epochsLeft = run.epochs - event.metrics.epoch;
      const secondsLeft = (epochsLeft * (now() - epochBeganAt)) / 1000;
      epochBeganAt = now();
      progress = { ...progress, phase: epochsLeft > 0 ? 'training' : 'saving', secondsLeft };
    } else if (event.type === 'training-paused') {
      paused = { at: now(), phase: progress.phase };
      progress = { ...progress, phase: 'paused' };
    } else if (event.type === 'training-continued' && paused !== null) {
      const held = now() - paused.at;
      epochBeganAt += held;
      if (validationBeganAt !== null) validationBeganAt += held;
      progress = { ...progress, phase: paused.phase };
      paused = null;
    } else {
      return false;
    }
    return true;
  }

  return {
    get progress() {
      return progress;
    },
    follow,
    prepare(done, total) {
      progress = { ...progress, phase: 'preparing', batch: done, batches: total };
    },
  };
}

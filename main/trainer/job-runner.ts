import type { EngineName } from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { JobCommand, TrainerEvent } from '../../shared/trainer-protocol.ts';
import type { Channel } from './channel.ts';
import { createHold, type Hold } from './hold.ts';
import { chooseOperatingPoint } from './jobs/choose-operating-point.ts';
import { describeModel } from './jobs/describe-model.ts';
import { evaluate } from './jobs/evaluate.ts';
import { makeFeatureMaps } from './jobs/feature-maps.ts';
import { predict } from './jobs/predict.ts';
import { previewAugmentation } from './jobs/preview-augmentation.ts';
import { stress } from './jobs/stress.ts';
import { train } from './jobs/train.ts';
import { logError } from './log-error.ts';
import { isEngineBroken, toTrainerError } from './trainer-error.ts';

/** What a job may use beside its command. */
export interface JobContext {
  readonly engine: EngineName;
  /** Aborted when the job is to end at its next batch. */
  readonly signal: AbortSignal;
  /** Where a job that can be paused waits. */
  readonly hold: Hold;
  readonly send: (event: TrainerEvent) => void;
}

export interface JobRunner {
  /** Starts a job beside those that run; what it throws is sent as `job-failed`. */
  start(command: JobCommand): void;
  /** Asks a job to end at its next batch; an unknown job is none that runs any more. */
  stop(jobId: string): void;
  /** Asks a training run to wait at its next batch. */
  pause(jobId: string): void;
  continue(jobId: string): void;
  /** Stops every job and waits for them. */
  close(): Promise<void>;
}

/**
 * Makes the place where jobs run. They share one thread and take turns between batches, so that a
 * prediction does not wait for a training run's end.
 *
 * @param onBroken called once it is told that the engine is of no use any more
 */
export function createJobRunner(engine: EngineName, send: Channel['send'], onBroken: () => void): JobRunner {
  const running = new Map<string, { stopper: AbortController; hold: Hold; ended: Promise<void> }>();

  const start = (command: JobCommand): void => {
    const { jobId } = command;
    if (running.has(jobId)) {
      const error = new AppError('input-invalid', `A job with the id "${jobId}" is running already.`, {
        jobId,
      });
      send({ type: 'job-failed', jobId, error: error.toPayload() });
      return;
    }
    const stopper = new AbortController();
    const hold = createHold(stopper.signal, (isHeld) =>
      send({ type: isHeld ? 'training-paused' : 'training-continued', jobId }),
    );
    const ended = runJob(command, { engine, signal: stopper.signal, hold, send })
      .catch((thrown: unknown) => {
        logError(command.type, thrown);
        const isLast = isEngineBroken(thrown);
        const error = toTrainerError(thrown).toPayload();
        send({ type: 'job-failed', jobId, error }, isLast ? onBroken : undefined);
      })
      .finally(() => running.delete(jobId));
    running.set(jobId, { stopper, hold, ended });
  };

  return {
    start,
    stop: (jobId) => running.get(jobId)?.stopper.abort(),
    pause: (jobId) => running.get(jobId)?.hold.pause(),
    continue: (jobId) => running.get(jobId)?.hold.continue(),
    async close() {
      for (const { stopper } of running.values()) stopper.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

async function runJob(command: JobCommand, context: JobContext): Promise<void> {
  switch (command.type) {
    case 'train':
      return train(command, context);
    case 'predict':
      return predict(command, context);
    case 'evaluate':
      return evaluate(command, context);
    case 'describe-model':
      return describeModel(command, context);
    case 'stress':
      return stress(command, context);
    case 'choose-operating-point':
      return chooseOperatingPoint(command, context);
    case 'preview-augmentation':
      return previewAugmentation(command, context);
    case 'feature-maps':
      return makeFeatureMaps(command, context);
  }
}

import { AppError } from '../../../shared/ipc/app-error.ts';
import type { TrainingCallback } from './training-callback.ts';

/** Ends a run whose loss is no number any more: no further batch would bring it back. */
export function createTerminateOnNan(options: { learningRate: number }): TrainingCallback {
  return {
    onBatchEnded({ epoch, batch, loss }) {
      if (!Number.isFinite(loss)) throw toError(`in batch ${batch} of epoch ${epoch}`, epoch, batch);
    },
    onEpochEnded({ metrics: { epoch, valLoss } }) {
      if (!Number.isFinite(valLoss)) throw toError(`in the validation of epoch ${epoch}`, epoch, 0);
    },
  };

  function toError(where: string, epoch: number, batch: number): AppError {
    return new AppError(
      'loss-not-finite',
      `The loss became infinite or undefined ${where}, so training cannot go on. Lower the learning rate (it was ${options.learningRate}) and start again.`,
      { epoch, batch, learningRate: options.learningRate },
    );
  }
}

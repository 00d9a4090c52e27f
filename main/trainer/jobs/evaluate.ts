import { AppError } from '../../../shared/ipc/app-error.ts';
import type { EvaluateCommand } from '../../../shared/trainer-protocol.ts';
import { openPixelFile } from '../data/pixel-reader.ts';
import { evaluateProbabilities } from '../evaluation/evaluate-probabilities.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped, requireSameSize } from '../model-files/check-use.ts';
import { predictProbabilities } from '../predict-probabilities.ts';
import { batchSize, models } from './predict.ts';

/**
 * Predicts labelled images and measures how the model did on them.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function evaluate(command: EvaluateCommand, context: JobContext): Promise<void> {
  const { records, labels } = command.images;
  if (command.patients.length !== records.length) {
    throw new AppError('input-invalid', 'An evaluation takes one patient an image.');
  }
  const lease = await models.lease(command.modelDirectory);
  try {
    requireSameSize(command.pixels, lease.card);
    const reader = openPixelFile(command.pixels, lease.card.scaling);
    try {
      const predicted = await predictProbabilities(lease, reader, records, {
        batchSize,
        signal: context.signal,
        onProgress: (done) =>
          context.send({ type: 'images-predicted', jobId: command.jobId, done, total: records.length }),
      });
      requireNotStopped(predicted);
      const { temperature, settings } = lease.card;
      const { patients, classes, threshold } = command;
      const probabilities = predicted.calibrated;
      const metrics = evaluateProbabilities({
        probabilities,
        labels,
        patients,
        classes,
        threshold,
        uncalibrated:
          settings.calibration === 'none' ? null : { temperature, probabilities: predicted.uncalibrated },
      });
      context.send({ type: 'evaluate-ended', jobId: command.jobId, probabilities, metrics });
    } finally {
      reader.close();
    }
  } finally {
    lease.release();
  }
}

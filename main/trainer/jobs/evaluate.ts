import { AppError } from '../../../shared/ipc/app-error.ts';
import type { EvaluateCommand } from '../../../shared/trainer-protocol.ts';
import { openPixelFile } from '../data/pixel-reader.ts';
import { evaluateScores } from '../evaluation/evaluate-scores.ts';
import type { JobContext } from '../job-runner.ts';
import { toProbabilities } from '../losses/binary-cross-entropy.ts';
import { requireNotStopped, requireSameSize } from '../model-files/check-use.ts';
import { createLogitsFunction } from '../models/logits.ts';
import { predictLogits } from '../predict-records.ts';
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
      const logits = await predictLogits(createLogitsFunction(lease.model), reader, records, {
        batchSize,
        signal: context.signal,
        onProgress: (done) =>
          context.send({ type: 'images-predicted', jobId: command.jobId, done, total: records.length }),
      });
      requireNotStopped(logits);
      const { temperature, settings } = lease.card;
      const probabilities = toProbabilities(logits, temperature);
      const { patients, classes, threshold } = command;
      const metrics = evaluateScores({
        scores: probabilities,
        labels,
        patients,
        classes,
        threshold,
        uncalibrated:
          settings.calibration === 'none' ? null : { temperature, scores: toProbabilities(logits) },
      });
      context.send({ type: 'evaluate-ended', jobId: command.jobId, probabilities, metrics });
    } finally {
      reader.close();
    }
  } finally {
    lease.release();
  }
}

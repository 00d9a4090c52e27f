import { AppError } from '../../../shared/ipc/app-error.ts';
import type { EvaluateCommand } from '../../../shared/trainer-protocol.ts';
import { askModels } from '../asking/ask-models.ts';
import { batchSize } from '../asking/batch-size.ts';
import { useModels, type OpenModel } from '../asking/open-models.ts';
import { evaluateProbabilities, type ProbabilitiesToEvaluate } from '../evaluation/evaluate-probabilities.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped } from '../model-files/check-use.ts';

/**
 * Predicts labelled images and measures how the models, together, did on them.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function evaluate(command: EvaluateCommand, context: JobContext): Promise<void> {
  const { records, labels } = command.images;
  if (command.patients.length !== records.length) {
    throw new AppError('input-invalid', 'An evaluation takes one patient an image.');
  }
  await useModels(command.models, async (models) => {
    const { jobId, views, patients, classes, threshold } = command;
    const predicted = await askModels(models, records, {
      views,
      batchSize,
      signal: context.signal,
      onProgress: (done) => context.send({ type: 'images-predicted', jobId, done, total: records.length }),
    });
    requireNotStopped(predicted);
    const { calibrated: probabilities, uncalibrated } = predicted;
    const metrics = evaluateProbabilities({
      probabilities,
      labels,
      patients,
      classes,
      threshold,
      uncalibrated: describeUncalibrated(models, uncalibrated),
    });
    context.send({ type: 'evaluate-ended', jobId, probabilities, metrics });
  });
}

/** Models that are asked together are calibrated each in a way of its own, which no one number tells. */
function describeUncalibrated(
  models: readonly OpenModel[],
  probabilities: number[][],
): NonNullable<ProbabilitiesToEvaluate['uncalibrated']> | null {
  const [only, ...others] = models;
  if (only === undefined || others.length > 0 || only.card.settings.calibration === 'none') return null;
  return { calibration: only.card, probabilities };
}

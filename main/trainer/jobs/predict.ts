import type { PredictCommand } from '../../../shared/trainer-protocol.ts';
import { askModels } from '../asking/ask-models.ts';
import { batchSize } from '../asking/batch-size.ts';
import { useModels, type OpenModel } from '../asking/open-models.ts';
import { writeHeatmaps } from '../explain/write-heatmaps.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped } from '../model-files/check-use.ts';

/**
 * Predicts the first records of pixel files, and writes their heatmaps where a path is given.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function predict(command: PredictCommand, context: JobContext): Promise<void> {
  await useModels(command.models, async (models) => {
    const probabilities = await run(command, context, models);
    context.send({ type: 'predict-ended', jobId: command.jobId, probabilities });
  });
}

async function run(
  { jobId, count, views, heatmapPath }: PredictCommand,
  { signal, send }: JobContext,
  models: readonly OpenModel[],
): Promise<number[][]> {
  const records = [...Array(count).keys()];
  // Heatmaps take most of the time where there are any, so progress counts them as half the work.
  const parts = heatmapPath === null ? 1 : 2;
  const report = (done: number): void =>
    send({ type: 'images-predicted', jobId, done: Math.floor(done / parts), total: count });
  const predicted = await askModels(models, records, { views, batchSize, signal, onProgress: report });
  requireNotStopped(predicted);
  if (heatmapPath !== null) {
    const written = await writeHeatmaps(heatmapPath, models, records, {
      batchSize,
      signal,
      onProgress: (done) => report(count + done),
    });
    requireNotStopped(written);
  }
  return predicted.calibrated;
}

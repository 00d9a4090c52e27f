import type { PredictCommand } from '../../../shared/trainer-protocol.ts';
import { openPixelFile, type PixelReader } from '../data/pixel-reader.ts';
import { writeHeatmaps } from '../explain/write-heatmaps.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped, requireSameSize } from '../model-files/check-use.ts';
import { createModelCache, type ModelLease } from '../model-files/model-cache.ts';
import { predictProbabilities } from '../predict-probabilities.ts';

export const batchSize = 32;

/** Shared with evaluation: both use a run's model. */
export const models = createModelCache();

/**
 * Predicts the first records of a pixel file, and writes their heatmaps where a path is given.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function predict(command: PredictCommand, context: JobContext): Promise<void> {
  const lease = await models.lease(command.modelDirectory);
  try {
    requireSameSize(command.pixels, lease.card);
    const reader = openPixelFile(command.pixels, lease.card.scaling);
    try {
      const probabilities = await run(command, context, lease, reader);
      context.send({ type: 'predict-ended', jobId: command.jobId, probabilities });
    } finally {
      reader.close();
    }
  } finally {
    lease.release();
  }
}

async function run(
  command: PredictCommand,
  { signal, send }: JobContext,
  lease: ModelLease,
  reader: PixelReader,
): Promise<number[][]> {
  const records = [...Array(command.count).keys()];
  // Heatmaps take most of the time where there are any, so progress counts them as half the work.
  const parts = command.heatmapPath === null ? 1 : 2;
  const report = (done: number): void =>
    send({
      type: 'images-predicted',
      jobId: command.jobId,
      done: Math.floor(done / parts),
      total: command.count,
    });
  const predicted = await predictProbabilities(lease, reader, records, {
    batchSize,
    signal,
    onProgress: report,
  });
  requireNotStopped(predicted);
  if (command.heatmapPath !== null) {
    const written = await writeHeatmaps(command.heatmapPath, lease.model, reader, records, {
      batchSize,
      signal,
      onProgress: (done) => report(command.count + done),
    });
    requireNotStopped(written);
  }
  return predicted.calibrated;
}

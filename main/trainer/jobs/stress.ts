import {
  calculateAccuracy,
  calculateSensitivity,
  calculateSpecificity,
  countDecisions,
} from '../../../shared/domain/statistics/binary-counts.ts';
import { toFindingLabels, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import { shiftNames, type ShiftedFigures, type StressFigures } from '../../../shared/domain/stress.ts';
import type { StressCommand } from '../../../shared/trainer-protocol.ts';
import { openPixelFile, type PixelReader } from '../data/pixel-reader.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';
import { shiftReader } from '../evaluation/stress/shift-reader.ts';
import { shifts } from '../evaluation/stress/shifts.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped, requireSameSize } from '../model-files/check-use.ts';
import type { ModelLease } from '../model-files/model-cache.ts';
import { predictProbabilities } from '../predict-probabilities.ts';
import { batchSize, models } from './predict.ts';

/** Every shift at each of its strengths, one after the other. */
const stages = shiftNames.flatMap((name) => shifts[name].strengths.map((strength) => ({ name, strength })));

/**
 * Measures a model on labelled images as they are, and under every shift at each of its strengths: how it tells
 * any finding from the negative class, however many findings there are.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function stress(command: StressCommand, context: JobContext): Promise<void> {
  const lease = await models.lease(command.modelDirectory);
  try {
    requireSameSize(command.pixels, lease.card);
    const reader = openPixelFile(command.pixels, lease.card.scaling);
    try {
      const measure = createMeasurement(command, context, lease);
      const unshifted = await measure(reader);
      const shifted: ShiftedFigures[] = [];
      for (const { name, strength } of stages) {
        const shiftedReader = shiftReader(reader, lease.card.scaling, () => ({
          shift: shifts[name],
          strength,
        }));
        shifted.push({ shift: name, strength, ...(await measure(shiftedReader)) });
      }
      context.send({ type: 'stress-ended', jobId: command.jobId, unshifted, shifted });
    } finally {
      reader.close();
    }
  } finally {
    lease.release();
  }
}

/** Makes the function that predicts every image by way of a reader, and tells how far the whole job is. */
function createMeasurement(
  { jobId, images: { records, labels }, threshold }: StressCommand,
  { signal, send }: JobContext,
  lease: ModelLease,
): (reader: PixelReader) => Promise<StressFigures> {
  const total = records.length * (stages.length + 1);
  let before = 0;
  return async (reader) => {
    const predicted = await predictProbabilities(lease, reader, records, {
      batchSize,
      signal,
      onProgress: (done) => send({ type: 'images-predicted', jobId, done: before + done, total }),
    });
    requireNotStopped(predicted);
    before += records.length;
    const scores = predicted.calibrated.map(toFindingProbability);
    const labelled = { scores, labels: toFindingLabels(labels) };
    const counts = countDecisions(labelled, threshold);
    return {
      accuracy: calculateAccuracy(counts),
      sensitivity: calculateSensitivity(counts),
      specificity: calculateSpecificity(counts),
      rocAuc: calculateRocAuc(labelled),
    };
  };
}

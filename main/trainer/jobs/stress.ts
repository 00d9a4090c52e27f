import {
  calculateAccuracy,
  calculateSensitivity,
  calculateSpecificity,
  countDecisions,
} from '../../../shared/domain/statistics/binary-counts.ts';
import { toFindingLabels, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import type { ShiftedFigures, StressFigures } from '../../../shared/domain/stress.ts';
import type { StressCommand } from '../../../shared/trainer-protocol.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';
import { askModels } from '../asking/ask-models.ts';
import { batchSize } from '../asking/batch-size.ts';
import { useModels, type OpenModel } from '../asking/open-models.ts';
import { shiftReader } from '../evaluation/stress/shift-reader.ts';
import { shiftStages } from '../evaluation/stress/shifts.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped } from '../model-files/check-use.ts';

/**
 * Measures models, together, on labelled images as they are, and under every shift at each of its strengths: how they tell
 * any finding from the negative class, however many findings there are.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function stress(command: StressCommand, context: JobContext): Promise<void> {
  await useModels(command.models, async (models) => {
    const measure = createMeasurement(command, context);
    const unshifted = await measure(models);
    const shifted: ShiftedFigures[] = [];
    for (const stage of shiftStages) {
      const shiftedModels = models.map((model) => ({
        ...model,
        reader: shiftReader(model.reader, model.card.scaling, () => stage),
      }));
      const { name: shift, strength } = stage;
      shifted.push({ shift, strength, ...(await measure(shiftedModels)) });
    }
    context.send({ type: 'stress-ended', jobId: command.jobId, unshifted, shifted });
  });
}

/** Makes the function that asks models about every image, and tells how far the whole job is. */
function createMeasurement(
  { jobId, images: { records, labels }, views, threshold }: StressCommand,
  { signal, send }: JobContext,
): (models: readonly OpenModel[]) => Promise<StressFigures> {
  const total = records.length * (shiftStages.length + 1);
  let before = 0;
  return async (models) => {
    const predicted = await askModels(models, records, {
      views,
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

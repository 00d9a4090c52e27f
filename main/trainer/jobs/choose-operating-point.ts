import { toFindingLabels, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import type { ChooseOperatingPointCommand } from '../../../shared/trainer-protocol.ts';
import { askModels } from '../asking/ask-models.ts';
import { batchSize } from '../asking/batch-size.ts';
import { useModels } from '../asking/open-models.ts';
import { chooseThreshold } from '../evaluation/operating-point.ts';
import { listDecisionReaders } from '../evaluation/stress/decide-under-shift.ts';
import type { JobContext } from '../job-runner.ts';
import { requireNotStopped } from '../model-files/check-use.ts';

/**
 * Chooses the operating point of models together by the rule of the settings, on images as they are, and where the
 * settings want it on shifted copies too.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`,
 *   `run-cancelled`
 */
export async function chooseOperatingPoint(
  { jobId, models: asked, images, settings }: ChooseOperatingPointCommand,
  { signal, send }: JobContext,
): Promise<void> {
  await useModels(asked, async (models) => {
    const readers = models.map(({ reader, card }) =>
      listDecisionReaders(reader, card.scaling, settings.decisionImages),
    );
    const rounds = readers[0]?.length ?? 0;
    const { records, labels } = images;
    const scores: number[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const ofRound = models.map((model, index) => ({
        ...model,
        reader: readers[index]?.[round] ?? model.reader,
      }));
      const predicted = await askModels(ofRound, records, {
        views: 1,
        batchSize,
        signal,
        onProgress: (done) =>
          send({
            type: 'images-predicted',
            jobId,
            done: round * records.length + done,
            total: rounds * records.length,
          }),
      });
      requireNotStopped(predicted);
      scores.push(predicted.calibrated.map(toFindingProbability));
    }
    const everyLabel = Array.from({ length: rounds }, () => toFindingLabels(labels)).flat();
    const threshold = chooseThreshold({ scores: scores.flat(), labels: everyLabel }, settings);
    send({ type: 'operating-point-chosen', jobId, threshold });
  });
}

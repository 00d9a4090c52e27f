import { randomUUID } from 'node:crypto';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { findDataset } from '../../db/datasets.ts';
import { findRun } from '../../db/runs.ts';
import { listValidationImages } from '../../db/validation-images.ts';
import { readInTurns } from '../read-in-turns.ts';
import type { ServiceContext } from '../service-context.ts';
import { toModelDirectory } from './run-files.ts';

/**
 * Judges the model that training kept on its validation images, calibrated and at its operating point, and
 * stores that with the run. The model was chosen by these images, so they flatter it: what is stored is marked
 * as validation wherever it shows.
 *
 * @param pixels the dataset's images at the run's size
 */
export async function evaluateValidation(
  { database, home, openTrainer, doChore, closing }: ServiceContext,
  runId: number,
  pixels: PixelFile,
): Promise<void> {
  const run = findRun(database, runId);
  if (run?.threshold == null) return;
  const images = await readInTurns((stretch) => listValidationImages(database, run.splitId, stretch));
  const { metrics, probabilities } = await openTrainer().run(
    {
      type: 'evaluate',
      jobId: `validate-${randomUUID()}`,
      models: [{ directory: toModelDirectory(home.runDirectory(runId)), pixels }],
      views: 1,
      images: {
        records: images.map(({ record }) => record),
        labels: images.map(({ label }) => label),
      },
      patients: images.map(({ patient }) => patient),
      classes: run.classes,
      threshold: run.threshold,
    },
    { signal: closing },
  );
  await doChore('store-evaluation', {
    evaluation: {
      ...metrics,
      kind: 'validation',
      run: runId,
      sourcePath: findDataset(database, run.datasetId)?.sourcePath ?? '',
      patients: new Set(images.map(({ patient }) => patient)).size,
      views: 1,
      seenInTraining: images.length,
      rejected: [],
      warnings: [],
    },
    images: images.map(({ path, contentHash, patient, label }, place) => ({
      path,
      contentHash,
      patient,
      className: run.classes[label] ?? '',
      probabilities: probabilities[place] ?? [],
    })),
  });
}

import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reference } from '../../shared/domain/name.ts';
import { type StressReport, stressReportSchema } from '../../shared/domain/stress.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { listSplitImages } from '../db/splits.ts';
import { ensurePixelCache } from '../library/pixel-cache.ts';
import { resolveRun, resolveRunWithModel } from './runs/resolve-run.ts';
import { toModelDirectory } from './runs/run-files.ts';
import type { ServiceContext } from './service-context.ts';

export interface StressService {
  /**
   * Measures a run's model on its own validation images, as they are and under every shift, and stores the
   * report in the run's folder.
   *
   * @throws AppError run-not-found, run-without-model, dataset-source-missing, dataset-empty
   */
  make(reference: Reference): Promise<StressReport>;
  /**
   * The stored report; null where there is none of the model as it now is, at its present operating point.
   *
   * @throws AppError run-not-found
   */
  show(reference: Reference): Promise<StressReport | null>;
}

export function createStressService(context: ServiceContext): StressService {
  const { database, home, closing, openTrainer, publish } = context;
  const toReportPath = (runId: number): string => path.join(home.runDirectory(runId), 'stress.json');

  return {
    async make(reference) {
      const run = resolveRunWithModel(context, reference);
      const { imageSize } = run.settings;
      const images = listSplitImages(database, run.splitId, 'val');
      if (images.length === 0) throw toNoImagesError(run.name);
      const pixels = await ensurePixelCache({
        home,
        database,
        datasetId: run.datasetId,
        imageSize,
        signal: closing,
        onProgress: () => undefined,
      });
      // Before the model is read: a model that changes meanwhile makes the report an old one.
      const createdAt = new Date().toISOString();
      const { unshifted, shifted } = await openTrainer().run(
        {
          type: 'stress',
          jobId: `stress-${randomUUID()}`,
          modelDirectory: run.modelDirectory,
          pixels,
          images: {
            records: images.map(({ record }) => record),
            labels: images.map(({ label }) => label),
          },
          threshold: run.threshold,
        },
        {
          signal: closing,
          onEvent(event) {
            if (event.type !== 'images-predicted') return;
            publish('stress:progressed', { run: run.id, done: event.done, total: event.total });
          },
        },
      );
      const report = {
        run: run.id,
        runName: run.name,
        threshold: run.threshold,
        images: images.length,
        unshifted,
        shifted,
        createdAt,
      };
      await writeReport(toReportPath(run.id), report);
      return report;
    },
    async show(reference) {
      const run = resolveRun(database, reference);
      const report = await readReport(toReportPath(run.id));
      if (report?.threshold !== run.threshold) return null;
      const trainedMs = findTrainedMs(home.runDirectory(run.id));
      if (trainedMs === null || trainedMs > Date.parse(report.createdAt)) return null;
      // The name is the run's own to change.
      return { ...report, runName: run.name };
    },
  };
}

/** When a run's model was saved; null where it has none. */
function findTrainedMs(runDirectory: string): number | null {
  const weights = path.join(toModelDirectory(runDirectory), 'weights.bin');
  return statSync(weights, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

async function writeReport(file: string, report: StressReport): Promise<void> {
  await writeFile(`${file}.partial`, JSON.stringify(report));
  await rename(`${file}.partial`, file);
}

/** A report that is missing, or that another version wrote, is none: it is soon made again. */
async function readReport(file: string): Promise<StressReport | null> {
  try {
    return stressReportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

function toNoImagesError(runName: string): AppError {
  return new AppError(
    'dataset-empty',
    `The run "${runName}" has no validation images left in the library. Import its dataset again, or train a new run.`,
    { run: runName },
  );
}

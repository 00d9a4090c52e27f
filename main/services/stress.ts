import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reference } from '../../shared/domain/name.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { type StressReport, stressReportSchema } from '../../shared/domain/stress.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Database } from '../db/client.ts';
import { arrangeHeldOutImages, type HeldOutArrangement } from './ensembles/arrange-held-out-images.ts';
import { prepareHeldOutImages } from './ensembles/prepare-held-out-images.ts';
import { readHeldOutImages } from './ensembles/read-held-out-images.ts';
import { resolveJudgingRun, resolveRun } from './runs/resolve-run.ts';
import { listRunModels, type RunModel } from './runs/run-models.ts';
import type { ServiceContext } from './service-context.ts';

export interface StressService {
  /**
   * Measures a run's model on its own validation images, as they are and under every shift, and stores the
   * report in the run's folder. An ensemble is measured on the images that its operating point is chosen on.
   *
   * @throws AppError run-not-found, run-without-model, operating-point-missing, dataset-source-missing, dataset-empty
   */
  make(input: ParsedInput<'stress:make'>): Promise<StressReport>;
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
    async make({ run: reference, views }) {
      const run = resolveJudgingRun(context, reference);
      const heldOut = await findHeldOutImages(database, run.models);
      if (heldOut === null) throw toNoImagesError(run.name);
      const prepared = await prepareHeldOutImages(context, run.models, heldOut);
      // Before the model is read: a model that changes meanwhile makes the report an old one.
      const createdAt = new Date().toISOString();
      const { unshifted, shifted } = await openTrainer().run(
        {
          type: 'stress',
          jobId: `stress-${randomUUID()}`,
          ...prepared,
          views,
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
        views,
        images: heldOut.images.length,
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
      const trainedMs = findTrainedMs(listRunModels(context, run));
      if (trainedMs === null || trainedMs > Date.parse(report.createdAt)) return null;
      // The name is the run's own to change.
      return { ...report, runName: run.name };
    },
  };
}

/** When the last of a run's models was saved; null where one is missing. */
function findTrainedMs(models: readonly RunModel[]): number | null {
  const moments = models.map(
    ({ directory }) =>
      statSync(path.join(directory, 'weights.bin'), { throwIfNoEntry: false })?.mtimeMs ?? null,
  );
  const known = moments.filter((moment) => moment !== null);
  return known.length === moments.length ? Math.max(...known) : null;
}

/** The images to judge models on; null where there are none, or too few that the models of an ensemble held out. */
async function findHeldOutImages(
  database: Database,
  models: readonly RunModel[],
): Promise<Pick<HeldOutArrangement, 'images' | 'places'> | null> {
  const parts = await readHeldOutImages(database, models);
  const [only = [], ...others] = parts;
  if (others.length > 0) return arrangeHeldOutImages(parts);
  return only.length === 0 ? null : { images: only, places: [null] };
}

async function writeReport(file: string, report: StressReport): Promise<void> {
  // An ensemble has no folder before it has something to keep there.
  await mkdir(path.dirname(file), { recursive: true });
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

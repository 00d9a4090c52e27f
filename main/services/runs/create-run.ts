import type { Dataset } from '../../../shared/domain/dataset.ts';
import { findTrainingObstacle } from '../../../shared/domain/training-obstacle.ts';
import type { ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Database } from '../../db/client.ts';
import { listClasses } from '../../db/datasets.ts';
import { listTrainingImages } from '../../db/images.ts';
import { listRunImages } from '../../db/run-images.ts';
import { insertRun } from '../../db/runs.ts';
import { insertSplit } from '../../db/splits.ts';
import { setTrialRun } from '../../db/trials.ts';
import { resolveDataset } from '../../library/resolve-dataset.ts';
import { splitByPatient } from '../../library/split-by-patient.ts';
import { findPreset } from '../presets.ts';
import { checkNetwork } from './check-network.ts';
import { digestRunImages } from './digest-run-images.ts';
import { nameRun } from './name-run.ts';
import { parseRunSettings } from './parse-run-settings.ts';

/** Which trial of a study a run is. */
export interface StudyTrial {
  readonly study: number;
  readonly number: number;
}

/**
 * Checks what a user wants trained, divides the images and stores the run as queued; nothing is stored when
 * anything is wrong.
 *
 * @param options.owner the session whose queue it joins
 * @param options.trial the trial that it is, which is told of it in the same step; null for none
 * @returns the run's id
 * @throws AppError dataset-not-found, preset-not-found, setting-unknown, setting-invalid, network-invalid,
 *   name-taken, dataset-empty, dataset-one-class, dataset-class-too-small
 */
export function createRun(
  database: Database,
  input: ParsedInput<'runs:start'>,
  { owner, trial }: { readonly owner: string; readonly trial: StudyTrial | null },
): number {
  const dataset = resolveDataset(database, input.dataset);
  const preset = findPreset(input.preset);
  const settings = parseRunSettings(input.settings, preset);
  const obstacle = findTrainingObstacle(dataset);
  if (obstacle !== null) throw obstacle;
  const classes = listCountedClasses(database, dataset);
  const network = checkNetwork(input.network, { imageSize: settings.imageSize, classes: classes.length });
  const images = listTrainingImages(database, dataset.id);
  const { seed, validationFraction, validationFolder, limit, folds, fold } = settings;
  const split = splitByPatient(images, settings);

  return database
    .transaction(() => {
      const splitId = insertSplit(database, {
        ...split,
        datasetId: dataset.id,
        labels: new Map(images.map(({ id, className }) => [id, classes.indexOf(className)])),
        seed,
        options: folds > 0 ? { folds, fold, limit } : { validationFraction, validationFolder, limit },
      });
      const runId = insertRun(database, {
        name: nameRun(database, { name: input.name, stem: `${preset.name}-${dataset.name}` }),
        datasetId: dataset.id,
        splitId,
        imagesDigest: digestRunImages(listRunImages(database, splitId), classes),
        repeats: null,
        preset: preset.name,
        network,
        settings,
        classes,
        owner,
      });
      if (trial !== null) setTrialRun(database, trial.study, trial.number, runId);
      return runId;
    })
    .immediate();
}

/** The classes of images that count, the negative one first. */
function listCountedClasses(database: Database, { id, classes: counts }: Dataset): string[] {
  return listClasses(database, id)
    .map(({ name }) => name)
    .filter((name) => (counts[name] ?? 0) > 0);
}

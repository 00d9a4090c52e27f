import { findTrainingObstacle } from '../../../shared/domain/training-obstacle.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Database } from '../../db/client.ts';
import { listTrainingImages } from '../../db/images.ts';
import { insertStudy, isStudyNameTaken } from '../../db/studies.ts';
import { insertTrials } from '../../db/trials.ts';
import { resolveDataset } from '../../library/resolve-dataset.ts';
import { splitByPatient } from '../../library/split-by-patient.ts';
import { findPreset } from '../presets.ts';
import { findFreeName } from '../runs/name-run.ts';
import { parseRunSettings } from '../runs/parse-run-settings.ts';
import { planTrials } from './plan-trials.ts';
import { readPlan } from './read-plan.ts';

/**
 * Checks a study, with the settings of every trial, and stores it as running; nothing is stored when anything
 * is wrong.
 *
 * @param owner the session that works on it
 * @returns the study's id
 * @throws AppError dataset-not-found, preset-not-found, setting-unknown, setting-invalid, input-invalid,
 *   name-taken, dataset-empty, dataset-one-class, dataset-class-too-small
 */
export function createStudy(database: Database, input: ParsedInput<'studies:start'>, owner: string): number {
  const dataset = resolveDataset(database, input.dataset);
  const preset = findPreset(input.preset);
  const plan = readPlan(input.plan);
  const settings = parseRunSettings(
    {
      // Runs choose their best epoch by the figure that they are compared by, unless the user wants another.
      ...(input.metric === null ? {} : { monitor: input.metric }),
      ...input.settings,
      ...(plan.kind === 'cross-validation' ? { folds: plan.folds, fold: 1 } : {}),
    },
    preset,
  );
  const obstacle = findTrainingObstacle(dataset);
  if (obstacle !== null) throw obstacle;
  const trials = planTrials(plan, settings.seed, input.plan.kind === 'sweep' ? input.plan.trials : null);
  // Sees that there are patients enough for the folds, before anything is trained.
  if (plan.kind === 'cross-validation') splitByPatient(listTrainingImages(database, dataset.id), settings);

  return database
    .transaction(() => {
      const studyId = insertStudy(database, {
        name: nameStudy(database, input.name, `${plan.kind}-${dataset.name}`),
        datasetId: dataset.id,
        preset: preset.name,
        settings,
        plan,
        metric: input.metric ?? settings.monitor,
        owner,
      });
      insertTrials(database, studyId, trials);
      return studyId;
    })
    .immediate();
}

function nameStudy(database: Database, wanted: string | null, stem: string): string {
  const isTaken = (name: string): boolean => isStudyNameTaken(database, name);
  if (wanted === null) return findFreeName(isTaken, stem);
  const name = wanted.normalize('NFC');
  if (!isTaken(name)) return name;
  const free = findFreeName(isTaken, name);
  throw new AppError(
    'name-taken',
    `There is a study named "${name}" already. Choose another name, for instance "${free}".`,
    { name, free, study: name },
  );
}

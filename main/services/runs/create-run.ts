import type { Dataset } from '../../../shared/domain/dataset.ts';
import type { ParsedInput } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { listTrainingImages } from '../../db/images.ts';
import { insertRun } from '../../db/runs.ts';
import { insertSplit } from '../../db/splits.ts';
import { splitByPatient } from '../../library/split-by-patient.ts';
import type { DatasetService } from '../datasets.ts';
import { findPreset } from '../presets.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkNetwork } from './check-network.ts';
import { nameRun } from './name-run.ts';
import { parseRunSettings } from './parse-run-settings.ts';

/**
 * Checks what a user wants trained, divides the images and stores the run as queued; nothing is stored when
 * anything is wrong.
 *
 * @returns the run's id
 * @throws AppError dataset-not-found, preset-not-found, setting-unknown, setting-invalid, network-invalid,
 *   name-taken, dataset-one-class, classes-not-binary, dataset-class-too-small
 */
export function createRun(
  { database, openSession }: Pick<ServiceContext, 'database' | 'openSession'>,
  datasets: Pick<DatasetService, 'resolve'>,
  input: ParsedInput<'runs:start'>,
): number {
  const dataset = datasets.resolve(input.dataset);
  const preset = findPreset(input.preset);
  const settings = parseRunSettings(input.settings, preset);
  const network = checkNetwork(input.network, settings.imageSize);
  const { negativeClass, positiveClass } = toBinaryClasses(dataset);
  const images = listTrainingImages(database, dataset.id);
  const { seed, validationFraction, validationFolder, limit } = settings;
  const split = splitByPatient(images, { seed, validationFraction, validationFolder, limit });

  return database
    .transaction(() =>
      insertRun(database, {
        name: nameRun(database, { name: input.name, preset: preset.name, dataset: dataset.name }),
        datasetId: dataset.id,
        splitId: insertSplit(database, {
          ...split,
          datasetId: dataset.id,
          positives: new Set(
            images.filter(({ className }) => className === positiveClass).map(({ id }) => id),
          ),
          seed,
          options: { validationFraction, validationFolder, limit },
        }),
        preset: preset.name,
        network,
        settings,
        negativeClass,
        positiveClass,
        owner: openSession().id,
      }),
    )
    .immediate();
}

function toBinaryClasses(dataset: Dataset): { negativeClass: string; positiveClass: string } {
  const classes = Object.keys(dataset.classes);
  const { positiveClass } = dataset;
  const negativeClass = classes.find((name) => name !== positiveClass);
  if (classes.length === 2 && positiveClass !== null && negativeClass !== undefined) {
    return { negativeClass, positiveClass };
  }
  throw new AppError(
    classes.length === 1 ? 'dataset-one-class' : 'classes-not-binary',
    `Training tells two classes apart, and the dataset "${dataset.name}" has ${classes.length}: ${classes.join(', ')}. Import a folder with exactly two class folders.`,
    { dataset: dataset.name, classes: classes.length },
  );
}

import type { Classes } from '../../../shared/domain/classes.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { listTrainingImages } from '../../db/images.ts';
import { listRunImages, type RunImage, readSplitOrigin } from '../../db/run-images.ts';
import { insertRun, type StoredRun } from '../../db/runs.ts';
import { insertSplit, summarizeSplit } from '../../db/splits.ts';
import { digestRunImages } from './digest-run-images.ts';
import { nameRun } from './name-run.ts';

/**
 * Stores a run as queued that does what another did: its preset, network and settings, on its images, each in the
 * part and the place it had then. The labels are those that the images have now, and images that readers have
 * excluded since are left out, so that where readers changed nothing the data is the same. Images that came later
 * are none of it.
 *
 * @param options.name null names it after the original
 * @param options.owner the session whose queue it joins
 * @returns the run's id
 * @throws AppError input-invalid for a run that was not trained here; name-taken; classes-mismatch where an image is now of a class that the original did not tell;
 *   dataset-class-too-small where a class has no image left to train or to validate on
 */
export function repeatRun(
  database: Database,
  original: StoredRun,
  { name, owner }: { readonly name: string | null; readonly owner: string },
): number {
  requireTrained(original);
  const { datasetId, preset, network, settings, classes, splitId } = original;
  const images = relabel(listRunImages(database, splitId), readLabels(database, original));
  requireEveryClass(images, classes);
  const listPart = (part: RunImage['part']): number[] =>
    images.filter((image) => image.part === part).map(({ imageId }) => imageId);
  return database
    .transaction(() =>
      insertRun(database, {
        name: nameRun(database, { name, stem: `${original.name}-again` }),
        datasetId,
        splitId: insertSplit(database, {
          datasetId,
          train: listPart('train'),
          val: listPart('val'),
          excluded: listPart('excluded'),
          labels: new Map(images.map(({ imageId, label }) => [imageId, label])),
          notes: summarizeSplit(database, splitId).notes,
          ...readSplitOrigin(database, splitId),
        }),
        imagesDigest: digestRunImages(images, classes),
        repeats: original.id,
        preset,
        network,
        settings,
        classes,
        owner,
      }),
    )
    .immediate();
}

function requireTrained({ id, name, kind }: StoredRun): void {
  if (kind === 'trained') return;
  throw new AppError(
    'input-invalid',
    `The run "${name}" was not trained on this library, so that there is nothing to repeat. Repeat a run that was.`,
    { run: id, name },
  );
}

/** The place among the run's classes of every image that counts; an image that was put aside may have none. */
function readLabels(database: Database, { datasetId, classes }: StoredRun): Map<number, number> {
  const images = listTrainingImages(database, datasetId);
  return new Map(images.map(({ id, className }) => [id, classes.indexOf(className)]));
}

function relabel(images: readonly RunImage[], labels: ReadonlyMap<number, number>): RunImage[] {
  return images.flatMap((image) => {
    const label = labels.get(image.imageId);
    if (label === undefined) return [];
    if (label >= 0) return [{ ...image, label }];
    if (image.part === 'excluded') return [image];
    throw new AppError(
      'classes-mismatch',
      `${image.path} is now of a class that the run did not tell apart, so that it cannot be repeated. Exclude the image or give it a class of then, or train a new run.`,
      { path: image.path },
    );
  });
}

function requireEveryClass(images: readonly RunImage[], classes: Classes): void {
  for (const part of ['train', 'val'] as const) {
    const labels = new Set(images.filter((image) => image.part === part).map(({ label }) => label));
    const missing = classes.find((_, label) => !labels.has(label));
    if (missing === undefined) continue;
    throw new AppError(
      'dataset-class-too-small',
      `The class ${missing} has no image left to ${part === 'train' ? 'train' : 'validate'} on, so that the run cannot be repeated. Include some again, or train a new run.`,
      { class: missing },
    );
  }
}

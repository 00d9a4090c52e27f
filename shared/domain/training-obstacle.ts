import { AppError } from '../ipc/app-error.ts';
import type { Dataset } from './dataset.ts';

/**
 * Why no run can be trained on a dataset as its images are now, whatever the settings: none counts, none lies
 * outside its test part, or fewer than two classes have any. Null where nothing of this stands in the way; how
 * patients then divide is seen at the start.
 *
 * @returns an error to throw or to tell: dataset-empty, dataset-one-class
 */
export function findTrainingObstacle({
  name: dataset,
  images,
  excluded,
  splits,
  classes,
}: Dataset): AppError | null {
  if (images === 0 && excluded > 0) {
    return new AppError(
      'dataset-empty',
      `All images of the dataset "${dataset}" (${write(excluded)}) are excluded, so none is left to train on. Include again those that should count: its filter "Excluded" shows them.`,
      { dataset, excluded },
    );
  }
  const wayOut =
    excluded === 0
      ? 'Import images'
      : 'Include excluded images again (its filter "Excluded" shows them), or import images';
  const tested = splits.test ?? 0;
  if (images > 0 && tested === images) {
    return new AppError(
      'dataset-empty',
      `All images of the dataset "${dataset}" that count (${write(tested)}) are in its test part, which is kept for judging: none is left for training and validation. ${wayOut} of other parts.`,
      { dataset, tested },
    );
  }
  const missing = Object.keys(classes).filter((name) => classes[name] === 0);
  if (Object.keys(classes).length - missing.length >= 2) return null;
  const names = missing.join(', ');
  return new AppError(
    'dataset-one-class',
    `No image of ${names} counts in the dataset "${dataset}", and training tells at least two classes apart. ${wayOut} of ${names}.`,
    { dataset, missing: names },
  );
}

function write(count: number): string {
  return count.toLocaleString('en-US');
}

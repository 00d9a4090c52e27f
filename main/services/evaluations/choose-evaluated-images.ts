import type { StoredRun } from '../../db/runs.ts';
import type { FoundImage } from '../../library/labelled-images.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Message } from '../../../shared/ipc/message.ts';

/** The images to judge a model on, and what a reader should know about the choice. */
export interface ChosenImages {
  readonly images: readonly FoundImage[];
  readonly warnings: Message[];
}

type Judge = Pick<StoredRun, 'name' | 'classes'>;

/**
 * Sees to it that images can judge a run: their classes are the run's, and they are one set. Of a list that
 * is divided, the test rows are taken, and none that it calls excluded; a folder that is divided is refused, since one
 * of its parts has only to be named.
 *
 * @throws AppError classes-mismatch, input-invalid
 */
export function chooseEvaluatedImages(
  found: readonly FoundImage[],
  run: Judge,
  sourcePath: string,
): ChosenImages {
  const counted = found.filter(({ isExcluded }) => !isExcluded);
  const { images, warnings } = chooseTest(counted, sourcePath);
  const classes = [...new Set(images.map(({ className }) => className))].sort();
  const strangers = classes.filter((name) => !run.classes.includes(name));
  if (strangers.length > 0) throw toMismatchError(run, classes, sourcePath);
  if (classes.length === 1) {
    const [only = ''] = classes;
    warnings.push({
      code: 'one-class-judged',
      message: `All images are of the class ${only}: what tells classes apart, as ROC AUC does, cannot be computed.`,
      details: { class: only },
    });
  }
  return { images, warnings };
}

function chooseTest(
  found: readonly FoundImage[],
  sourcePath: string,
): { images: readonly FoundImage[]; warnings: Message[] } {
  const parts = new Set(found.flatMap(({ givenSplit }) => givenSplit ?? []));
  if (parts.size === 0) return { images: found, warnings: [] };
  const isList = sourcePath.toLowerCase().endsWith('.csv');
  if (!isList || !parts.has('test')) {
    const example = isList
      ? 'a list of the rows to judge by'
      : `one of them, such as ${sourcePath}/${parts.has('test') ? 'test' : ([...parts][0] ?? 'test')}`;
    throw new AppError(
      'input-invalid',
      `${sourcePath} is divided into ${[...parts].join(', ')}. A model is judged on images it was not trained on: name ${example}.`,
      { path: sourcePath },
    );
  }
  const images = found.filter(({ givenSplit }) => givenSplit === 'test');
  return {
    images,
    warnings: [
      {
        code: 'test-rows-taken',
        message: `Of the ${found.length} rows, the ${images.length} of the test part were taken.`,
        details: { rows: found.length, images: images.length },
      },
    ],
  };
}

function toMismatchError(run: Judge, classes: readonly string[], sourcePath: string): AppError {
  return new AppError(
    'classes-mismatch',
    `The classes of ${sourcePath} are ${classes.join(', ')}; the run "${run.name}" tells ${run.classes.join(', ')} apart. Name a folder whose class folders have those names.`,
    { path: sourcePath, classes: classes.join(', ') },
  );
}

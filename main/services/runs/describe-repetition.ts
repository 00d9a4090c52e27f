import { isDeepStrictEqual } from 'node:util';
import { mostNamedDifferences, type RunRepetition } from '../../../shared/domain/run-repetition.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { listRunImages } from '../../db/run-images.ts';
import { findRun, type StoredRun } from '../../db/runs.ts';
import { compareRunImages } from './compare-run-images.ts';
import { readImagesDigest } from './read-images-digest.ts';

/**
 * Compares a run with the one that it was started to repeat.
 *
 * @throws AppError input-invalid where it repeats none, or one that was deleted
 */
export function describeRepetition(database: Database, run: StoredRun): RunRepetition {
  const original = run.repeats === null ? null : findRun(database, run.repeats);
  if (original === null) throw toNoOriginalError(run);
  const hasSameImages = readImagesDigest(database, run) === readImagesDigest(database, original);
  const differences = hasSameImages
    ? []
    : compareRunImages(toCompared(database, original), toCompared(database, run));
  return {
    run: run.id,
    name: run.name,
    original: { run: original.id, name: original.name },
    hasSameImages,
    differences: differences.slice(0, mostNamedDifferences),
    differenceCount: differences.length,
    hasSameEngine:
      run.engine === null || original.engine === null
        ? null
        : run.engine === original.engine && isDeepStrictEqual(run.versions, original.versions),
    hasSameWeights:
      run.weightsHash === null || original.weightsHash === null
        ? null
        : run.weightsHash === original.weightsHash,
  };
}

function toCompared(database: Database, { splitId, classes }: StoredRun) {
  return { images: listRunImages(database, splitId), classes };
}

function toNoOriginalError(run: StoredRun): AppError {
  return new AppError(
    'input-invalid',
    `The run "${run.name}" was not started to repeat another, or that one was deleted. Repeat a run to compare it.`,
    { run: run.id, name: run.name },
  );
}

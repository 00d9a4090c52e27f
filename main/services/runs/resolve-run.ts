import type { Reference } from '../../../shared/domain/name.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { findRun, listRuns, type StoredRun } from '../../db/runs.ts';
import { findNearestWord } from '../../nearest-word.ts';
import type { ServiceContext } from '../service-context.ts';
import { hasModel, toModelDirectory } from './run-files.ts';

/**
 * Finds a run by id or name.
 *
 * @throws AppError run-not-found, with the nearest name
 */
export function resolveRun(database: Database, reference: Reference): StoredRun {
  const run = findRun(database, reference);
  if (run !== null) return run;
  const names = listRuns(database).map(({ name }) => name);
  const nearest = findNearestWord(String(reference), names);
  const hint =
    nearest !== null
      ? ` Did you mean "${nearest}"?`
      : names.length === 0
        ? ' There are no runs yet.'
        : ' The list of runs shows those there are.';
  throw new AppError('run-not-found', `There is no run "${reference}".${hint}`, { run: String(reference) });
}

/** A run that can judge images: with a model, and the operating point that belongs to it. */
export interface RunWithModel extends StoredRun {
  readonly threshold: number;
  readonly modelDirectory: string;
}

/**
 * Finds a run that has a model.
 *
 * @throws AppError run-not-found; run-without-model, saying what to do about it
 */
export function resolveRunWithModel(
  { database, home }: Pick<ServiceContext, 'database' | 'home'>,
  reference: Reference,
): RunWithModel {
  const run = resolveRun(database, reference);
  const runDirectory = home.runDirectory(run.id);
  if (run.threshold !== null && hasModel(runDirectory)) {
    return { ...run, threshold: run.threshold, modelDirectory: toModelDirectory(runDirectory) };
  }
  const isAlive = run.status === 'queued' || run.status === 'running';
  throw new AppError(
    'run-without-model',
    `The run "${run.name}" has no model yet: it is ${run.status}. ${isAlive ? 'Wait for its end, or stop it after an epoch.' : 'Resume it and let it finish an epoch.'}`,
    { run: run.id, status: run.status },
  );
}

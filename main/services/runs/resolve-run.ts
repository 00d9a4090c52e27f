import type { Reference } from '../../../shared/domain/name.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { findRun, listRunNames, type StoredRun } from '../../db/runs.ts';
import { findNearestWord } from '../../nearest-word.ts';
import type { ServiceContext } from '../service-context.ts';
import { hasModelFiles } from './run-files.ts';
import { listRunModels, type RunModel } from './run-models.ts';

/**
 * Finds a run by id or name.
 *
 * @throws AppError run-not-found, with the nearest name
 */
export function resolveRun(database: Database, reference: Reference): StoredRun {
  const run = findRun(database, reference);
  if (run !== null) return run;
  const names = listRunNames(database);
  const nearest = findNearestWord(String(reference), names);
  const hint =
    nearest !== null
      ? ` Did you mean "${nearest}"?`
      : names.length === 0
        ? ' There are no runs yet.'
        : ' The list of runs shows those there are.';
  throw new AppError('run-not-found', `There is no run "${reference}".${hint}`, { run: String(reference) });
}

/** A run that gives probabilities. */
export interface RunWithModel extends StoredRun {
  /** Whose probabilities are averaged: the run's own, or its members'. At least one. */
  readonly models: readonly RunModel[];
}

/** A run that can judge images: with a model, and the operating point that belongs to it. */
export interface JudgingRun extends RunWithModel {
  readonly threshold: number;
}

/**
 * Finds a run that can judge images.
 *
 * @throws AppError run-not-found; run-without-model and operating-point-missing, saying what to do about it
 */
export function resolveJudgingRun(
  context: Pick<ServiceContext, 'database' | 'home'>,
  reference: Reference,
): JudgingRun {
  const run = resolveRunWithModel(context, reference);
  if (run.threshold !== null) return { ...run, threshold: run.threshold };
  throw new AppError(
    'operating-point-missing',
    `The run "${run.name}" has no operating point yet, since its members held out too few images to choose one on. Evaluate it on images that none of them has seen, and choose one there.`,
    { run: run.id, name: run.name },
  );
}

/**
 * Finds a run that has a model, with an operating point or without.
 *
 * @throws AppError run-not-found; run-without-model, saying what to do about it
 */
export function resolveRunWithModel(
  context: Pick<ServiceContext, 'database' | 'home'>,
  reference: Reference,
): RunWithModel {
  const run = resolveRun(context.database, reference);
  const models = listRunModels(context, run);
  const missing = models.find(({ directory }) => !hasModelFiles(directory));
  if (missing !== undefined) throw toNoModelError(missing.run);
  // What training has not chosen an operating point for is half a model.
  if (run.kind === 'trained' && run.threshold === null) throw toNoModelError(run);
  return { ...run, models };
}

function toNoModelError(run: StoredRun): AppError {
  const isAlive = run.status === 'queued' || run.status === 'running';
  return new AppError(
    'run-without-model',
    `The run "${run.name}" has no model yet: it is ${run.status}. ${isAlive ? 'Wait for its end, or stop it after an epoch.' : 'Resume it and let it finish an epoch.'}`,
    { run: run.id, name: run.name, status: run.status },
  );
}

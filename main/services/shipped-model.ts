import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type ShippedModel, shippedModelSchema } from '../../shared/domain/shipped-model.ts';
import { findDefaultModel, saveDefaultModel } from '../db/default-model.ts';
import { findRun, isRunNameTaken } from '../db/runs.ts';
import { findShippedModel, insertShippedModel } from '../db/shipped-models.ts';
import { hasModel, modelFiles, toModelDirectory } from './runs/run-files.ts';
import { toRunSummary } from './runs/to-run.ts';
import type { ServiceContext } from './service-context.ts';

type Context = Pick<ServiceContext, 'database' | 'home' | 'publish'> & {
  readonly log: Pick<ServiceContext['log'], 'error'>;
};

/**
 * Makes the model that comes with the app a run of the library, once, and the default model where there is none;
 * one that the user deleted is not brought back. Where it cannot be installed (a full disk, a damaged
 * installation), the log says so and the app goes on without.
 *
 * @param directory of the shipped model; null where none ships
 */
export function installShippedModel(context: Context, directory: string | null): void {
  if (directory === null) return;
  try {
    install(context, directory);
  } catch (thrown) {
    context.log.error({ error: thrown }, 'the shipped model could not be installed');
  }
}

function install(context: Context, directory: string): void {
  const { database, home, publish } = context;
  const digest = createHash('sha256')
    .update(readFileSync(path.join(directory, 'weights.bin')))
    .digest('hex');
  const known = findShippedModel(database, digest);
  // Another process may have died between the two halves: then the files are still wanted.
  if (known !== null && (known.runId === null || hasModel(home.runDirectory(known.runId)))) return;
  const runId = known?.runId ?? insertShippedModel(database, readManifest(context, directory), digest);
  copyModel(directory, home.runDirectory(runId));
  const run = findRun(database, runId);
  if (run === null) return;
  publish('run:changed', toRunSummary(context, run));
  if (findDefaultModel(database) !== null) return;
  saveDefaultModel(database, runId);
  publish('default-model:changed', { run: runId });
}

function readManifest({ database }: Pick<Context, 'database'>, directory: string): ShippedModel {
  const text = readFileSync(path.join(directory, 'shipped.json'), 'utf8');
  const model = shippedModelSchema.parse(JSON.parse(text));
  // A run of the user's may have the name, or an older shipped model.
  if (!isRunNameTaken(database, model.name)) return model;
  const day = model.run.createdAt.slice(0, 10);
  return { ...model, name: `${model.name} ${day}`, dataset: `${model.dataset} ${day}` };
}

/** Whole or not at all. */
function copyModel(source: string, runDirectory: string): void {
  const target = toModelDirectory(runDirectory);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const name of modelFiles) copyFileSync(path.join(source, name), path.join(partial, name));
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { deleteRun as deleteRunRow, type StoredRun } from '../../db/runs.ts';
import { deleteUnusedSplit } from '../../db/splits.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Removes a run that is over, with its metrics, evaluations, predictions and files, whole or not at all: its
 * folder is first moved aside in one step, and moved back when the rows cannot be removed. What is left of
 * the moved folder, when its removal fails, lies in the home's scratch folder and bothers nobody.
 */
export async function deleteRun(
  { database, home, log }: Pick<ServiceContext, 'database' | 'home' | 'log'>,
  run: StoredRun,
): Promise<void> {
  const directory = home.runDirectory(run.id);
  const aside = path.join(home.scratchDirectory, `deleted-run-${run.id}-${randomUUID()}`);
  const hasFolder = existsSync(directory);
  if (hasFolder) {
    mkdirSync(home.scratchDirectory, { recursive: true });
    renameSync(directory, aside);
  }
  try {
    database.transaction(() => {
      deleteRunRow(database, run.id);
      deleteUnusedSplit(database, run.splitId);
    })();
  } catch (thrown) {
    if (hasFolder) renameSync(aside, directory);
    throw thrown;
  }
  await rm(aside, { recursive: true, force: true }).catch((error: unknown) =>
    log.warn({ run: run.id, error }, 'files of a deleted run are left over'),
  );
}

import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { listEnsemblesOf } from '../../db/ensembles.ts';

/**
 * Keeps an ensemble's members as they were when its operating point was chosen.
 *
 * @param verb what would be done to the run
 * @throws AppError run-in-ensemble, naming the ensemble that is to go first
 */
export function refuseMember(
  database: Database,
  run: { readonly id: number; readonly name: string },
  verb: string,
): void {
  const [ensemble, ...others] = listEnsemblesOf(database, run.id);
  if (ensemble === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  throw new AppError(
    'run-in-ensemble',
    `The run "${run.name}" is a member of the ensemble "${ensemble}"${more} and cannot be ${verb}. Delete the ensemble first.`,
    { run: run.id, name: run.name, ensemble },
  );
}

import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { isRunNameTaken } from '../../db/runs.ts';

const maximumLength = 100;

/**
 * The name of a new run: the one asked for, or `<stem>-<number>` with the first number that is free.
 *
 * @throws AppError name-taken, with a free name beside it
 */
export function nameRun(
  database: Database,
  run: { readonly name: string | null; readonly stem: string },
): string {
  if (run.name === null) return findFreeName(database, run.stem);
  const name = run.name.normalize('NFC');
  if (!isRunNameTaken(database, name)) return name;
  const free = findFreeName(database, name);
  throw new AppError(
    'name-taken',
    `There is a run named "${name}" already. Choose another name, for instance "${free}".`,
    { name, free },
  );
}

function findFreeName(database: Database, stem: string): string {
  for (let number = 1; ; number += 1) {
    const ending = `-${number}`;
    const name = cut(stem, maximumLength - ending.length) + ending;
    if (!isRunNameTaken(database, name)) return name;
  }
}

/** The first characters of a text, without half a surrogate pair at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

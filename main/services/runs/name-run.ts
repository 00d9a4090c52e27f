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
  const isTaken = (name: string): boolean => isRunNameTaken(database, name);
  if (run.name === null) return findFreeName(isTaken, run.stem);
  const name = run.name.normalize('NFC');
  if (!isTaken(name)) return name;
  const free = findFreeName(isTaken, name);
  throw new AppError(
    'name-taken',
    `There is a run named "${name}" already. Choose another name, for instance "${free}".`,
    { name, free },
  );
}

/** `<stem>-<number>`, of at most 100 characters, with the first number for which it is free. */
export function findFreeName(isTaken: (name: string) => boolean, stem: string): string {
  for (let number = 1; ; number += 1) {
    const name = endWith(stem, `-${number}`);
    if (!isTaken(name)) return name;
  }
}

/** A name with an ending, the name cut where both together would be longer than a name may be. */
export function endWith(name: string, ending: string): string {
  return cut(name, maximumLength - ending.length) + ending;
}

/** The first characters of a text, without half a surrogate pair at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

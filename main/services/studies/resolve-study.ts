import type { Reference } from '../../../shared/domain/name.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { findStudy, listStudies, type StoredStudy } from '../../db/studies.ts';
import { findNearestWord } from '../../nearest-word.ts';

/**
 * Finds a study by id or name.
 *
 * @throws AppError study-not-found, with the nearest name
 */
export function resolveStudy(database: Database, reference: Reference): StoredStudy {
  const study = findStudy(database, reference);
  if (study !== null) return study;
  const names = listStudies(database).map(({ name }) => name);
  const nearest = findNearestWord(String(reference), names);
  const hint =
    nearest !== null
      ? ` Did you mean "${nearest}"?`
      : names.length === 0
        ? ' There are no studies yet.'
        : ' The list of studies shows those there are.';
  throw new AppError('study-not-found', `There is no study "${reference}".${hint}`, {
    study: String(reference),
  });
}

import type { Dataset } from '../../shared/domain/dataset.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Database } from '../db/client.ts';
import { type StoredDataset, findDataset, listDatasets } from '../db/datasets.ts';
import { askIfMeant } from '../nearest-word.ts';
import { describeDataset } from './describe-dataset.ts';

/** The dataset that an id or a name points at, as it is stored. @throws AppError dataset-not-found */
export function resolveStoredDataset(database: Database, reference: Reference): StoredDataset {
  const found = findDataset(database, reference);
  if (found !== null) return found;
  const names = listDatasets(database).map(({ name }) => name);
  const hint =
    names.length === 0
      ? ' The library is empty: import one first.'
      : `${askIfMeant(String(reference), names)} There are ${names.map((name) => `"${name}"`).join(', ')}.`;
  throw new AppError('dataset-not-found', `There is no dataset "${reference}".${hint}`, {
    dataset: reference,
  });
}

/** The dataset that an id or a name points at, described. @throws AppError dataset-not-found */
export function resolveDataset(database: Database, reference: Reference): Dataset {
  return describeDataset(database, resolveStoredDataset(database, reference));
}

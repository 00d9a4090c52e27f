import { rm } from 'node:fs/promises';
import type { AuditReport, Dataset } from '../../shared/domain/dataset.ts';
import type { ImagePage } from '../../shared/domain/image.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { type Database, isSqliteError } from '../db/client.ts';
import { type StoredDataset, deleteDataset, findDataset, listDatasets } from '../db/datasets.ts';
import { listImagePage } from '../db/images.ts';
import type { Publish } from '../events.ts';
import type { Home } from '../home.ts';
import { auditDataset } from '../library/audit-dataset.ts';
import { lockDataset } from '../library/dataset-lock.ts';
import { describeDataset } from '../library/describe-dataset.ts';
import type { Log } from '../log.ts';

export interface DatasetService {
  /** Every dataset, by name. */
  list(): Dataset[];
  /** @throws AppError dataset-not-found */
  show(reference: Reference): Dataset;
  /** The dataset that an id or a name points at. @throws AppError dataset-not-found */
  resolve(reference: Reference): Dataset;
  /** What may be wrong with a dataset, found by looking at it again. @throws AppError dataset-not-found */
  audit(reference: Reference): Promise<AuditReport>;
  /** Images of a dataset, a page at a time, in order of path. @throws AppError dataset-not-found */
  listImages(input: ParsedInput<'images:list'>): ImagePage;
  /**
   * Forgets a dataset and its pixel files; the source folder stays as it is.
   * @throws AppError dataset-not-found, dataset-in-use while runs refer to it, dataset-busy while it is being
   *   imported
   */
  delete(reference: Reference): Promise<void>;
}

export interface DatasetServiceContext {
  readonly database: Database;
  readonly home: Home;
  readonly publish: Publish;
  readonly log: Log;
}

/** Makes the service that looks after the library's datasets. */
export function createDatasetService({
  database,
  home,
  publish,
  log,
}: DatasetServiceContext): DatasetService {
  const find = (reference: Reference): StoredDataset => {
    const found = findDataset(database, reference);
    if (found !== null) return found;
    throw toNotFoundError(database, reference);
  };
  const show = (reference: Reference): Dataset => describeDataset(database, find(reference));
  return {
    list: () => listDatasets(database).map((stored) => describeDataset(database, stored)),
    show,
    resolve: show,
    audit: (reference) => auditDataset(database, find(reference)),
    listImages: ({ dataset, className, offset, limit }) =>
      listImagePage(database, { datasetId: find(dataset).id, className, offset, limit }),
    async delete(reference) {
      const { id, name } = find(reference);
      const lock = lockDataset(home, name);
      try {
        deleteUnlessUsed(database, id, name);
        await rm(home.cacheDirectory(id), { recursive: true, force: true });
      } finally {
        lock.release();
      }
      log.info({ dataset: id }, 'dataset deleted');
      publish('dataset:deleted', { datasetId: id });
    },
  };
}

function deleteUnlessUsed(database: Database, datasetId: number, name: string): void {
  try {
    deleteDataset(database, datasetId);
  } catch (cause) {
    if (!isSqliteError(cause, 'SQLITE_CONSTRAINT')) throw cause;
    throw new AppError(
      'dataset-in-use',
      `Runs were trained on the dataset "${name}". Delete those runs first, then the dataset.`,
      { dataset: name },
      { cause },
    );
  }
}

function toNotFoundError(database: Database, reference: Reference): AppError {
  const names = listDatasets(database).map(({ name }) => `"${name}"`);
  const hint =
    names.length === 0 ? 'The library is empty: import one first.' : `There are ${names.join(', ')}.`;
  return new AppError('dataset-not-found', `There is no dataset "${reference}". ${hint}`, {
    dataset: reference,
  });
}

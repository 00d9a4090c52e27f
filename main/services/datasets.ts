import { rm } from 'node:fs/promises';
import type { DatasetStatistics } from '../../shared/domain/dataset-statistics.ts';
import type { AuditReport, Dataset } from '../../shared/domain/dataset.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import type { DoChore } from '../chores/do-chore.ts';
import { type Database, isSqliteError } from '../db/client.ts';
import { type StoredDataset, deleteDataset, listDatasets } from '../db/datasets.ts';
import type { Publish } from '../events.ts';
import type { Home } from '../home.ts';
import { lockDataset } from '../library/dataset-lock.ts';
import { describeDatasetInTurns } from '../library/describe-dataset.ts';
import { exportDataset } from '../library/export-dataset.ts';
import { resolveDataset, resolveStoredDataset } from '../library/resolve-dataset.ts';
import type { Log } from '../log.ts';
import { type DatasetImageService, createDatasetImageService } from './dataset-images.ts';
import { createDatasetLooks } from './dataset-looks.ts';

export interface DatasetService {
  /** Every dataset, by name. */
  list(): Promise<Dataset[]>;
  /** @throws AppError dataset-not-found */
  show(reference: Reference): Dataset;
  /** The dataset that an id or a name points at. @throws AppError dataset-not-found */
  resolve(reference: Reference): Dataset;
  /** What may be wrong with a dataset, found by looking at it again. @throws AppError dataset-not-found */
  audit(reference: Reference): Promise<AuditReport>;
  /** Listing a dataset's images and correcting them. */
  readonly images: DatasetImageService;
  /** What the images are like. @throws AppError dataset-not-found, cache-damaged without stored pixels */
  measure(reference: Reference): Promise<DatasetStatistics>;
  /** Writes a dataset as a CSV file. @throws AppError dataset-not-found, output-not-writable, disk-full */
  export(reference: Reference, path: string): Promise<MethodOutput<'datasets:export'>>;
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
  readonly doChore: DoChore;
  readonly log: Log;
  /** Aborted when the application closes; left out where nothing ends early. */
  readonly closing?: AbortSignal;
}

/** Makes the service that looks after the library's datasets. */
export function createDatasetService({
  database,
  home,
  publish,
  doChore,
  log,
  closing = new AbortController().signal,
}: DatasetServiceContext): DatasetService {
  const find = (reference: Reference): StoredDataset => resolveStoredDataset(database, reference);
  const looks = createDatasetLooks({ database, home, publish, doChore, signal: closing });
  const show = (reference: Reference): Dataset => resolveDataset(database, reference);
  return {
    async list() {
      const described: Dataset[] = [];
      for (const stored of listDatasets(database)) {
        described.push(await describeDatasetInTurns(database, stored));
      }
      return described;
    },
    show,
    resolve: show,
    audit: (reference) => looks.audit(find(reference)),
    measure: (reference) => looks.measure(find(reference)),
    images: createDatasetImageService({ database, publish }, find),
    async export(reference, path) {
      const { id, sourcePath } = find(reference);
      return { ...(await exportDataset(database, id, path)), sourceFolder: sourcePath };
    },
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

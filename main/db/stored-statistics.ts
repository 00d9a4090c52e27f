import { type DatasetStatistics, datasetStatisticsSchema } from '../../shared/domain/dataset-statistics.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

/** Statistics kept of a dataset at a revision; null where there are none of it. */
export function findStatistics(
  database: Database,
  { id, revision }: { readonly id: number; readonly revision: number },
): DatasetStatistics | null {
  const text = database
    .prepare('SELECT statistics FROM dataset_statistics WHERE dataset_id = ? AND revision = ?')
    .pluck()
    .get(id, revision);
  return text === undefined ? null : storedJson(datasetStatisticsSchema).parse(text);
}

/** Keeps a dataset's statistics in the place of older ones; a dataset deleted meanwhile keeps none. */
export function saveStatistics(
  database: Database,
  { id, revision }: { readonly id: number; readonly revision: number },
  statistics: DatasetStatistics,
): void {
  database
    .prepare(
      `INSERT INTO dataset_statistics (dataset_id, revision, statistics)
       SELECT id, :revision, :statistics FROM datasets WHERE id = :id
       ON CONFLICT (dataset_id) DO UPDATE SET revision = excluded.revision, statistics = excluded.statistics`,
    )
    .run({ id, revision, statistics: JSON.stringify(statistics) });
}

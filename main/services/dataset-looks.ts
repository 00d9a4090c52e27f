import type { DatasetStatistics } from '../../shared/domain/dataset-statistics.ts';
import type { AuditReport } from '../../shared/domain/dataset.ts';
import type { ChoreProgress } from '../chores/chore-shapes.ts';
import type { DoChore } from '../chores/do-chore.ts';
import type { Database } from '../db/client.ts';
import type { StoredDataset } from '../db/datasets.ts';
import { findStatistics, saveStatistics } from '../db/stored-statistics.ts';
import type { Publish } from '../events.ts';
import type { Home } from '../home.ts';
import { measureDataset } from '../library/statistics/measure-dataset.ts';

/** Progress is told at most this often. */
const progressIntervalMs = 100;

/** What takes looking at every image of a dataset. */
export interface DatasetLooks {
  audit(dataset: StoredDataset): Promise<AuditReport>;
  measure(dataset: StoredDataset): Promise<DatasetStatistics>;
}

/** Makes what looks at datasets: one look of a kind at a time for each, which all who ask for it share. */
export function createDatasetLooks({
  database,
  home,
  publish,
  doChore,
  signal,
}: {
  readonly database: Database;
  readonly home: Home;
  readonly publish: Publish;
  readonly doChore: DoChore;
  readonly signal: AbortSignal;
}): DatasetLooks {
  const audits = new Map<string, Promise<AuditReport>>();
  const measurements = new Map<string, Promise<DatasetStatistics>>();
  return {
    audit: (dataset) =>
      share(audits, toKey(dataset), () => {
        const tell = tellProgress(publish, dataset.id);
        const onProgress = ({ done, total }: ChoreProgress<'audit-dataset'>): void => tell(done, total);
        return doChore('audit-dataset', { datasetId: dataset.id }, { signal, onProgress });
      }),
    measure: (dataset) =>
      share(measurements, toKey(dataset), async () => {
        const known = findStatistics(database, dataset);
        if (known !== null) return known;
        const statistics = await measureDataset({
          database,
          home,
          dataset,
          signal,
          onProgress: tellProgress(publish, dataset.id),
        });
        saveStatistics(database, dataset, statistics);
        return statistics;
      }),
  };
}

function toKey({ id, revision }: StoredDataset): string {
  return `${id} ${revision}`;
}

/** Does a piece of work, or joins the same work under way. */
async function share<Value>(
  underWay: Map<string, Promise<Value>>,
  key: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const found = underWay.get(key);
  if (found !== undefined) return await found;
  const begun = work();
  underWay.set(key, begun);
  try {
    return await begun;
  } finally {
    underWay.delete(key);
  }
}

function tellProgress(publish: Publish, datasetId: number): (done: number, total: number) => void {
  let toldMs = performance.now();
  return (done, total) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < progressIntervalMs) return;
    toldMs = nowMs;
    publish('dataset:scan-progressed', { datasetId, done, total });
  };
}

import { z } from 'zod';
import { unfinishedBatchSchema } from '../../shared/domain/prediction.ts';
import type { Database } from './client.ts';

const storedBatchSchema = unfinishedBatchSchema.extend({ owner: z.string().nullable() });
/** A folder being predicted, or cut short in it. */
export type StoredBatch = z.infer<typeof storedBatchSchema>;

export interface NewBatch {
  readonly id: string;
  readonly runId: number;
  readonly folder: string;
  readonly views: number;
  readonly owner: string;
  /** Relative to the folder, in the order in which they are asked about. */
  readonly files: readonly string[];
}

/** Stores a batch with its files, before the first is asked about. */
export function insertBatch(database: Database, { files, ...batch }: NewBatch): void {
  database.transaction(() => {
    database
      .prepare(
        `INSERT INTO batches (id, run_id, folder, views, owner, created_at)
         VALUES (@id, @runId, @folder, @views, @owner, @createdAt)`,
      )
      .run({ ...batch, createdAt: new Date().toISOString() });
    // All in one statement: main is held for half as long as by a statement a file.
    database
      .prepare('INSERT INTO batch_files (batch_id, position, path) SELECT ?, key, value FROM json_each(?)')
      .run(batch.id, JSON.stringify(files));
  })();
}

/** Every batch that has not come to its end, the oldest first. */
export function listBatches(database: Database): StoredBatch[] {
  const rows = database
    .prepare(
      `SELECT batches.id AS batch, run_id AS run, runs.name AS runName, folder, views, done,
         (SELECT count(*) FROM batch_files WHERE batch_id = batches.id) AS total,
         batches.owner, batches.created_at AS createdAt
       FROM batches JOIN runs ON runs.id = run_id ORDER BY batches.created_at, batches.id`,
    )
    .all();
  return z.array(storedBatchSchema).parse(rows);
}

/** The files of a batch that have not been asked about, in their order. */
export function listBatchFiles(database: Database, { batch, done }: StoredBatch): string[] {
  const paths = database
    .prepare('SELECT path FROM batch_files WHERE batch_id = ? AND position >= ? ORDER BY position')
    .pluck()
    .all(batch, done);
  return z.array(z.string()).parse(paths);
}

/** Says how many files of a batch have been asked about; in one transaction with what was said of them. */
export function setBatchDone(database: Database, batch: string, done: number): void {
  database.prepare('UPDATE batches SET done = ? WHERE id = ?').run(done, batch);
}

/** Says which session works on a batch from now on; null for none. */
export function setBatchOwner(database: Database, batch: string, owner: string | null): void {
  database.prepare('UPDATE batches SET owner = ? WHERE id = ?').run(owner, batch);
}

/** Forgets a batch; what was said of its images stays. */
export function deleteBatch(database: Database, batch: string): void {
  database.prepare('DELETE FROM batches WHERE id = ?').run(batch);
}

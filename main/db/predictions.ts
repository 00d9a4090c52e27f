import type { Database } from './client.ts';

/** What a run's model said of one image. */
export interface NewPrediction {
  readonly path: string;
  readonly contentHash: string;
  readonly label: string;
  /** Of the positive class. */
  readonly probability: number;
  readonly threshold: number;
}

/** Stores a run's predictions in one transaction. */
export function insertPredictions(
  database: Database,
  runId: number,
  predictions: readonly NewPrediction[],
): void {
  const insert = database.prepare(
    `INSERT INTO predictions (run_id, path, content_hash, label, probability, threshold, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const createdAt = new Date().toISOString();
  database.transaction(() => {
    for (const { path, contentHash, label, probability, threshold } of predictions) {
      insert.run(runId, path, contentHash, label, probability, threshold, createdAt);
    }
  })();
}

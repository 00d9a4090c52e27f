import { z } from 'zod';
import type { Database } from './client.ts';

/** The run whose model is asked unless another is chosen; null where none was set, or it was deleted. */
export function findDefaultModel(database: Database): number | null {
  const run = database.prepare('SELECT run_id FROM default_model').pluck().get();
  return z
    .number()
    .nullable()
    .parse(run ?? null);
}

export function saveDefaultModel(database: Database, runId: number): void {
  database
    .prepare(
      'INSERT INTO default_model (id, run_id) VALUES (1, ?) ON CONFLICT DO UPDATE SET run_id = excluded.run_id',
    )
    .run(runId);
}

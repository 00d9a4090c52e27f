import { z } from 'zod';
import type { Database } from './client.ts';

/**
 * A run that waits on without the application that queued it, until a window takes it over. A study's trial does
 * not: its study, which is interrupted, makes it again.
 */
const isKept = `status = 'queued' AND queue_position IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM study_trials WHERE run_id = runs.id)`;

const keptRunSchema = z.strictObject({ id: z.number(), owner: z.string() });
type KeptRun = z.infer<typeof keptRunSchema>;

/** Every run that waits in a window's queue, with the session that owns it, in the order of their turns. */
export function listKeptRuns(database: Database): KeptRun[] {
  const rows = database
    .prepare(`SELECT id, owner FROM runs WHERE ${isKept} ORDER BY queue_position, id`)
    .all();
  return z.array(keptRunSchema).parse(rows);
}

/** Whether a run waits on without its application. */
export function isKeptRun(database: Database, runId: number): boolean {
  return database.prepare(`SELECT 1 FROM runs WHERE id = ? AND ${isKept}`).get(runId) !== undefined;
}

/** Records the turns of the runs in a window's queue, the first one first. */
export function setQueueOrder(database: Database, runIds: readonly number[]): void {
  const update = database.prepare('UPDATE runs SET queue_position = ? WHERE id = ?');
  database.transaction(() => runIds.forEach((runId, position) => update.run(position, runId)))();
}

/** Gives a waiting run to another session. Returns false where somebody else was quicker. */
export function takeOverRun(database: Database, run: KeptRun, owner: string): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET owner = ?, status_reason = NULL WHERE id = ? AND owner = ? AND status = 'queued'`,
    )
    .run(owner, run.id, run.owner);
  return changes === 1;
}

import { z } from 'zod';
import { type RunLogEntry, runLogEntrySchema } from '../../shared/domain/run-log.ts';
import type { Database } from './client.ts';
import { storedMessageSchema } from './stored-message.ts';

const statusChangeSchema = z.looseObject({ reason: storedMessageSchema.nullable() });

/** How a run's status and operating point changed, the oldest first. Triggers of the database keep it. */
export function listRunChanges(database: Database, runId: number): RunLogEntry[] {
  const ofStatus = database
    .prepare(
      `SELECT kind, changed_at AS at, status, reason FROM run_changes
       WHERE run_id = ? AND kind = 'status' ORDER BY id`,
    )
    .all(runId);
  const ofThreshold = database
    .prepare(
      `SELECT kind, changed_at AS at, threshold FROM run_changes
       WHERE run_id = ? AND kind = 'threshold' ORDER BY id`,
    )
    .all(runId);
  const changes = [...z.array(statusChangeSchema).parse(ofStatus), ...ofThreshold];
  return z.array(runLogEntrySchema).parse(changes);
}

import { z } from 'zod';
import type { Database } from './client.ts';

const stateSchema = z.strictObject({ id: z.number(), state: z.string() });

/** A number that is another one once another connection, here or in another process, has written something. */
export function readDataVersion(database: Database): number {
  return z.number().parse(database.pragma('data_version', { simple: true }));
}

/** What lists show of runs, in short, by id: another text means that a run has changed. */
export function listRunStates(database: Database): Map<number, string> {
  return listStates(
    database,
    `SELECT id, json_array(name, status, status_reason, best_epoch, threshold, chosen_threshold, tags, note,
       is_pinned, is_archived, iif(status = 'running',
         (SELECT count(*) FROM epoch_metrics WHERE run_id = runs.id), NULL)) AS state
     FROM runs`,
  );
}

/** The same of datasets; those of shipped models, which no list shows, are left out. */
export function listDatasetStates(database: Database): Map<number, string> {
  return listStates(
    database,
    'SELECT id, json_array(name, revision) AS state FROM datasets WHERE is_shipped = 0',
  );
}

/** The same of studies, whose trials are runs. */
export function listStudyStates(database: Database): Map<number, string> {
  return listStates(
    database,
    `SELECT id, json_array(name, status, status_reason,
       (SELECT json_group_array(run_id || ' ' || status) FROM study_trials JOIN runs ON runs.id = run_id
        WHERE study_id = studies.id)) AS state
     FROM studies`,
  );
}

function listStates(database: Database, sql: string): Map<number, string> {
  const rows = z.array(stateSchema).parse(database.prepare(sql).all());
  return new Map(rows.map(({ id, state }) => [id, state]));
}

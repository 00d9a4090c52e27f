import type { Migration } from './migration.ts';

/**
 * What users say of runs, an operating point of their own choice, and the run's log. The log is kept by
 * triggers: no way of changing a run's status or operating point leaves it out.
 */
export const annotateRuns: Migration = {
  version: 50,
  sql: `
    ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1));
    ALTER TABLE runs ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1));
    -- Used in place of the validated one in threshold, which stays.
    ALTER TABLE runs ADD COLUMN chosen_threshold REAL CHECK (chosen_threshold BETWEEN 0 AND 1);

    CREATE TABLE run_changes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      changed_at TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('status', 'threshold')),
      status TEXT,
      reason TEXT,
      threshold REAL
    ) STRICT;
    CREATE INDEX run_changes_by_run ON run_changes (run_id);

    -- What is known of runs from before the log.
    INSERT INTO run_changes (run_id, changed_at, kind, status)
      SELECT id, created_at, 'status', 'queued' FROM runs
      UNION ALL SELECT id, started_at, 'status', 'running' FROM runs WHERE started_at IS NOT NULL
      ORDER BY 1, 2;
    INSERT INTO run_changes (run_id, changed_at, kind, status, reason)
      SELECT id, ended_at, 'status', status, status_reason FROM runs WHERE ended_at IS NOT NULL;

    CREATE TRIGGER runs_log_creation AFTER INSERT ON runs BEGIN
      INSERT INTO run_changes (run_id, changed_at, kind, status, reason)
        VALUES (new.id, new.created_at, 'status', new.status, new.status_reason);
    END;
    CREATE TRIGGER runs_log_status AFTER UPDATE OF status ON runs WHEN old.status <> new.status BEGIN
      INSERT INTO run_changes (run_id, changed_at, kind, status, reason)
        VALUES (new.id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'status', new.status, new.status_reason);
    END;
    CREATE TRIGGER runs_log_threshold AFTER UPDATE OF chosen_threshold ON runs
      WHEN old.chosen_threshold IS NOT new.chosen_threshold BEGIN
      INSERT INTO run_changes (run_id, changed_at, kind, threshold)
        VALUES (new.id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'threshold', new.chosen_threshold);
    END;

    -- Finds the library's image of an evaluated file's content.
    CREATE INDEX images_by_content ON images (content_hash);
  `,
};

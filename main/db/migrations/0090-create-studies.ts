import type { Migration } from './migration.ts';

/** Studies: runs on one dataset that differ in some settings, made one after another and looked at together. */
export const createStudies: Migration = {
  version: 90,
  sql: `
    CREATE TABLE studies (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      preset TEXT NOT NULL,
      -- What all trials have in common.
      settings TEXT NOT NULL,
      plan TEXT NOT NULL,
      metric TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'stopped', 'interrupted', 'failed')),
      status_reason TEXT,
      -- The session that works on it: while its lock is held, a running study is alive.
      owner TEXT NOT NULL,
      -- Set by any process; the owner looks at it between two trials.
      is_stop_requested INTEGER NOT NULL DEFAULT 0 CHECK (is_stop_requested IN (0, 1)),
      created_at TEXT NOT NULL,
      ended_at TEXT
    ) STRICT;
    CREATE INDEX studies_by_dataset ON studies (dataset_id);

    CREATE TABLE study_trials (
      study_id INTEGER NOT NULL REFERENCES studies ON DELETE CASCADE,
      number INTEGER NOT NULL,
      -- What differs from the study's settings.
      settings TEXT NOT NULL,
      -- Null until the trial begins, and again once its run was deleted.
      run_id INTEGER REFERENCES runs ON DELETE SET NULL,
      -- Why no run could be made of it.
      failure TEXT,
      PRIMARY KEY (study_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX study_trials_by_run ON study_trials (run_id);
  `,
};

import type { Migration } from './migration.ts';

/** Folders being predicted, each until its end, so that one that was cut short can go on. */
export const keepBatches: Migration = {
  version: 140,
  sql: `
    CREATE TABLE batches (
      id TEXT PRIMARY KEY NOT NULL,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      folder TEXT NOT NULL,
      views INTEGER NOT NULL CHECK (views >= 1),
      -- How many of its files, from the first on, have been asked about.
      done INTEGER NOT NULL DEFAULT 0,
      -- The session that works on it; null while none does.
      owner TEXT,
      created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batches_by_run ON batches (run_id);

    CREATE TABLE batch_files (
      batch_id TEXT NOT NULL REFERENCES batches ON DELETE CASCADE,
      position INTEGER NOT NULL,
      -- Relative to the folder, with forward slashes.
      path TEXT NOT NULL,
      PRIMARY KEY (batch_id, position)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from './migration.ts';

/** Models that come with the app: runs whose images are not in the library. */
export const shipModels: Migration = {
  version: 130,
  sql: `
    -- Installed once each: one that the user deletes stays away.
    CREATE TABLE shipped_models (
      -- SHA-256 of its weights.
      digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
      run_id INTEGER REFERENCES runs ON DELETE SET NULL,
      installed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- A dataset that only a shipped model's run refers to: it has no images here, and no list shows it.
    ALTER TABLE datasets ADD COLUMN is_shipped INTEGER NOT NULL DEFAULT 0 CHECK (is_shipped IN (0, 1));

    -- JSON: the counts of a split whose images are not here; null where they can be counted.
    ALTER TABLE splits ADD COLUMN counts TEXT CHECK (json_valid(counts));
  `,
};

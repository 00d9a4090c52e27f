import type { Migration } from './migration.ts';

/** What the user chose for this library: one row a setting that differs from its default. */
export const createSettings: Migration = {
  version: 70,
  sql: `
    CREATE TABLE settings (
      key TEXT PRIMARY KEY NOT NULL,
      -- JSON, so that a number stays a number.
      value TEXT NOT NULL CHECK (json_valid(value)),
      changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};

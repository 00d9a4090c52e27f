import type { Migration } from './migration.ts';

/** Runs that are several others asked together, and probabilities that are the mean over several views. */
export const createEnsembles: Migration = {
  version: 120,
  sql: `
    ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'trained' CHECK (kind IN ('trained', 'ensemble', 'shipped'));

    -- A member cannot be deleted while an ensemble asks it.
    CREATE TABLE ensemble_members (
      ensemble_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      position INTEGER NOT NULL,
      member_id INTEGER NOT NULL REFERENCES runs ON DELETE RESTRICT,
      PRIMARY KEY (ensemble_id, position),
      UNIQUE (ensemble_id, member_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ensemble_members_by_member ON ensemble_members (member_id);

    -- 1: the image as it is, alone.
    ALTER TABLE predictions ADD COLUMN views INTEGER NOT NULL DEFAULT 1 CHECK (views >= 1);
    ALTER TABLE evaluations ADD COLUMN views INTEGER NOT NULL DEFAULT 1 CHECK (views >= 1);
  `,
};

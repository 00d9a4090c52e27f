import type { Migration } from './migration.ts';

/**
 * What people say of predictions, whose images they are, and which model is asked unless another is chosen.
 */
export const createReviews: Migration = {
  version: 60,
  sql: `
    -- As in patients.key, across datasets; null where the file's name does not tell.
    ALTER TABLE predictions ADD COLUMN patient TEXT;
    ALTER TABLE predictions ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';
    CREATE INDEX predictions_by_patient ON predictions (patient, id) WHERE patient IS NOT NULL;
    CREATE INDEX patients_by_key ON patients (key);

    -- Every word on a prediction; the latest counts.
    CREATE TABLE reviews (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
      verdict TEXT CHECK (verdict IN ('accepted', 'disagreed')),
      comment TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reviews_by_prediction ON reviews (prediction_id, id);

    -- Images handed over as bytes, which lie nowhere else. One goes with the last prediction of it.
    CREATE TABLE uploads (
      content_hash TEXT PRIMARY KEY CHECK (length(content_hash) = 64),
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER forget_upload AFTER DELETE ON predictions
      WHEN NOT EXISTS (SELECT 1 FROM predictions WHERE content_hash = OLD.content_hash)
    BEGIN
      DELETE FROM uploads WHERE content_hash = OLD.content_hash;
    END;

    CREATE TABLE default_model (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE
    ) STRICT;
  `,
};

import type { Migration } from './migration.ts';

/** What keeps lists and counts quick with 100,000 images and 1,000,000 predictions. */
export const indexForMany: Migration = {
  version: 85,
  sql: `
    -- Each key of a patient that images or predictions have, and how many rows have it: a page of patients is
    -- then a stretch of this table, however many predictions there are. Kept by triggers, so nothing leaves it out.
    CREATE TABLE patient_keys (
      key TEXT PRIMARY KEY NOT NULL,
      uses INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO patient_keys (key, uses)
      SELECT key, sum(uses) FROM (
        SELECT key, count(*) AS uses FROM patients GROUP BY key
        UNION ALL SELECT patient, count(*) FROM predictions WHERE patient IS NOT NULL GROUP BY patient
      ) GROUP BY key;

    CREATE TRIGGER patients_use_key AFTER INSERT ON patients BEGIN
      INSERT INTO patient_keys (key, uses) VALUES (new.key, 1) ON CONFLICT DO UPDATE SET uses = uses + 1;
    END;
    CREATE TRIGGER patients_leave_key AFTER DELETE ON patients BEGIN
      UPDATE patient_keys SET uses = uses - 1 WHERE key = old.key;
      DELETE FROM patient_keys WHERE key = old.key AND uses <= 0;
    END;
    CREATE TRIGGER predictions_use_key AFTER INSERT ON predictions WHEN new.patient IS NOT NULL BEGIN
      INSERT INTO patient_keys (key, uses) VALUES (new.patient, 1) ON CONFLICT DO UPDATE SET uses = uses + 1;
    END;
    CREATE TRIGGER predictions_leave_key AFTER DELETE ON predictions WHEN old.patient IS NOT NULL BEGIN
      UPDATE patient_keys SET uses = uses - 1 WHERE key = old.patient;
      DELETE FROM patient_keys WHERE key = old.patient AND uses <= 0;
    END;
    CREATE TRIGGER predictions_change_key AFTER UPDATE OF patient ON predictions
      WHEN old.patient IS NOT new.patient BEGIN
      UPDATE patient_keys SET uses = uses - 1 WHERE key = old.patient;
      DELETE FROM patient_keys WHERE key = old.patient AND uses <= 0;
      INSERT INTO patient_keys (key, uses) SELECT new.patient, 1 WHERE new.patient IS NOT NULL
        ON CONFLICT DO UPDATE SET uses = uses + 1;
    END;

    -- A dataset's images in the order of what they are counted by: no sorting, no look at the rows.
    CREATE INDEX images_to_count_classes ON images (dataset_id, class_id, given_split, is_excluded);
    CREATE INDEX images_to_count_patients ON images (dataset_id, patient_id, given_split, class_id, is_excluded);

    -- What undo and redo would do is found without a look at the rows.
    DROP INDEX image_changes_by_dataset;
    CREATE INDEX image_changes_by_dataset ON image_changes (dataset_id, edit_id, undone_at, changed_at);
  `,
};

import type { Migration } from './migration.ts';

/** Which predictions were given another patient, so that other processes on the library can tell without reading all. */
export const keepPatientChanges: Migration = {
  version: 147,
  sql: `
    -- A prediction's last change alone: it is the newest id that is looked for.
    CREATE TABLE patient_changes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      prediction_id INTEGER NOT NULL UNIQUE REFERENCES predictions ON DELETE CASCADE
    ) STRICT;
    CREATE TRIGGER predictions_keep_patient_change AFTER UPDATE OF patient ON predictions
      WHEN old.patient IS NOT new.patient BEGIN
      DELETE FROM patient_changes WHERE prediction_id = new.id;
      INSERT INTO patient_changes (prediction_id) VALUES (new.id);
    END;
  `,
};

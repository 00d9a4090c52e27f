import type { Migration } from './migration.ts';

/** When an image was taken, so that a patient's results stand in the order of the studies. */
export const datePredictions: Migration = {
  version: 146,
  sql: `
    -- As 2023-01-05; null where the file does not tell, and for what was predicted before.
    ALTER TABLE predictions ADD COLUMN study_date TEXT;
  `,
};

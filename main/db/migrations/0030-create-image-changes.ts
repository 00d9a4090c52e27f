import type { Migration } from './migration.ts';

/**
 * What a reader changes of images by hand (a label, whether it counts), each change dated and undoable, and
 * what is computed of images once: perceptual hashes and statistics. The source files never change.
 */
export const createImageChanges: Migration = {
  version: 30,
  sql: `
    -- Rises with everything that changes what a dataset's images say: what was computed before is then stale.
    ALTER TABLE datasets ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

    -- class_id is the class that counts. Where a reader corrected it, given_class_id has the source's; else null.
    ALTER TABLE images ADD COLUMN given_class_id INTEGER REFERENCES classes;
    ALTER TABLE images ADD COLUMN is_excluded INTEGER NOT NULL DEFAULT 0 CHECK (is_excluded IN (0, 1));
    -- 64 bits as hexadecimal digits; null until an audit first looks at the pixels.
    ALTER TABLE images ADD COLUMN perceptual_hash TEXT CHECK (length(perceptual_hash) = 16);

    -- Holds all that a list is filtered by: looking through every image of a dataset then reads the index alone.
    CREATE INDEX images_to_list ON images (dataset_id, path, class_id, given_split, patient_id, width, height,
      is_excluded);
    CREATE INDEX images_by_size ON images (dataset_id, width * height);
    CREATE INDEX images_corrected ON images (given_class_id, dataset_id) WHERE given_class_id IS NOT NULL;
    CREATE INDEX images_excluded ON images (dataset_id) WHERE is_excluded = 1;

    -- One row an image and change; the rows of one act of a reader share an edit_id and are undone together.
    CREATE TABLE image_changes (
      edit_id INTEGER NOT NULL,
      image_id INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      field TEXT NOT NULL CHECK (field IN ('class', 'excluded')),
      old_value TEXT NOT NULL,
      new_value TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      undone_at TEXT,
      PRIMARY KEY (edit_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX image_changes_by_dataset ON image_changes (dataset_id, edit_id);
    CREATE INDEX image_changes_by_image ON image_changes (image_id);

    -- Images that look alike: each group's images share a number.
    CREATE TABLE near_duplicates (
      image_id INTEGER PRIMARY KEY REFERENCES images ON DELETE CASCADE,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      group_number INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX near_duplicates_by_dataset ON near_duplicates (dataset_id, group_number);

    CREATE TABLE dataset_statistics (
      dataset_id INTEGER PRIMARY KEY REFERENCES datasets ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      statistics TEXT NOT NULL
    ) STRICT;
  `,
};

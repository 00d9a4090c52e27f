import type { Migration } from './migration.ts';

/**
 * Datasets and what an import finds in them. Ids are never reused (AUTOINCREMENT), since cache folders,
 * thumbnails in a browser's cache and runs are named after them.
 */
export const createLibrary: Migration = {
  version: 10,
  sql: `
    -- Which version of the app last changed the schema, for an older one that finds it too new.
    CREATE TABLE library (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      app_version TEXT NOT NULL
    ) STRICT;

    CREATE TABLE datasets (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      source_path TEXT NOT NULL,
      csv_path TEXT,
      patient_patterns TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE classes (
      id INTEGER PRIMARY KEY,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      is_positive INTEGER NOT NULL CHECK (is_positive IN (0, 1)),
      UNIQUE (dataset_id, name),
      UNIQUE (dataset_id, position)
    ) STRICT;

    CREATE TABLE patients (
      id INTEGER PRIMARY KEY,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      key TEXT NOT NULL,
      UNIQUE (dataset_id, key)
    ) STRICT;

    CREATE TABLE images (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      -- Place in the dataset's pixel files, from 0 without gaps.
      record INTEGER NOT NULL,
      path TEXT NOT NULL,
      class_id INTEGER NOT NULL REFERENCES classes,
      patient_id INTEGER NOT NULL REFERENCES patients,
      given_split TEXT CHECK (given_split IN ('train', 'val', 'test')),
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL,
      content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
      UNIQUE (dataset_id, record),
      UNIQUE (dataset_id, path),
      UNIQUE (dataset_id, content_hash)
    ) STRICT;
    CREATE INDEX images_by_class ON images (class_id, path);
    CREATE INDEX images_by_patient ON images (patient_id);

    -- Files whose content an image already holds: seen, counted, not stored again.
    CREATE TABLE duplicates (
      id INTEGER PRIMARY KEY,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      image_id INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
      path TEXT NOT NULL,
      class_name TEXT NOT NULL,
      patient_key TEXT NOT NULL,
      given_split TEXT CHECK (given_split IN ('train', 'val', 'test')),
      UNIQUE (dataset_id, path)
    ) STRICT;
    CREATE INDEX duplicates_by_image ON duplicates (image_id);

    CREATE TABLE rejected_files (
      id INTEGER PRIMARY KEY,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      path TEXT NOT NULL,
      code TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX rejected_files_by_dataset ON rejected_files (dataset_id);

    -- A file of pixels a size: what lies past its last whole record was never finished and is cut off.
    CREATE TABLE pixel_caches (
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      image_size INTEGER NOT NULL,
      records INTEGER NOT NULL,
      PRIMARY KEY (dataset_id, image_size)
    ) STRICT, WITHOUT ROWID;
  `,
};

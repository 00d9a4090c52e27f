import type { Migration } from './migration.ts';

/**
 * What tables say of images beside class, patient and split; words in file names that tell classes; and what it
 * takes to tell whether a run was repeated exactly.
 */
export const keepColumnsAndRecords: Migration = {
  version: 110,
  sql: `
    -- JSON: an object of texts, by the names of a CSV file's further columns. Null where there are none.
    ALTER TABLE images ADD COLUMN columns TEXT CHECK (json_valid(columns));
    -- Makes a search of such columns cost nothing where a dataset has none.
    CREATE INDEX images_with_columns ON images (dataset_id) WHERE columns IS NOT NULL;

    ALTER TABLE datasets ADD COLUMN class_words TEXT NOT NULL DEFAULT '[]';

    -- SHA-256 over the images that a run used, by content, label, part and order. Null in runs from before.
    ALTER TABLE runs ADD COLUMN images_digest TEXT CHECK (length(images_digest) = 64);
    -- SHA-256 of the weights of the model that training ended with. Null until then, and in runs from before.
    ALTER TABLE runs ADD COLUMN weights_hash TEXT CHECK (length(weights_hash) = 64);
    -- The run that this one was started to repeat.
    ALTER TABLE runs ADD COLUMN repeats INTEGER REFERENCES runs ON DELETE SET NULL;
    CREATE INDEX runs_by_repeated ON runs (repeats) WHERE repeats IS NOT NULL;
  `,
};

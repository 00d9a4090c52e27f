import type { Migration } from './migration.ts';

/**
 * Runs, how their images were divided, and what they gave: metrics, evaluations, predictions. Run ids are
 * never reused (AUTOINCREMENT), since a run's folder is named after its id.
 */
export const createRuns: Migration = {
  version: 20,
  sql: `
    -- One division of a dataset's images. Runs that divide alike share one: equal digests, equal parts.
    CREATE TABLE splits (
      id INTEGER PRIMARY KEY,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
      seed INTEGER NOT NULL,
      options TEXT NOT NULL,
      notes TEXT NOT NULL,
      -- SHA-256 over seed, options, notes and every image's part, position and label.
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      created_at TEXT NOT NULL,
      UNIQUE (dataset_id, digest)
    ) STRICT;

    CREATE TABLE split_images (
      split_id INTEGER NOT NULL REFERENCES splits ON DELETE CASCADE,
      image_id INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
      part TEXT NOT NULL CHECK (part IN ('train', 'val', 'excluded')),
      -- Place within its part: the order in which training sees it depends on this and the seed alone.
      position INTEGER NOT NULL,
      -- As it was then: a later import may put an image into another class.
      is_positive INTEGER NOT NULL CHECK (is_positive IN (0, 1)),
      PRIMARY KEY (split_id, part, position),
      UNIQUE (split_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX split_images_by_image ON split_images (image_id);

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE RESTRICT,
      split_id INTEGER NOT NULL REFERENCES splits ON DELETE RESTRICT,
      preset TEXT NOT NULL,
      settings TEXT NOT NULL,
      negative_class TEXT NOT NULL,
      positive_class TEXT NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('queued', 'running', 'completed', 'stopped', 'interrupted', 'failed')),
      status_reason TEXT,
      -- The session that queued it: while its lock is held, a queued or running run is alive.
      owner TEXT NOT NULL,
      -- Set by any process; the owner looks at it once a second.
      is_stop_requested INTEGER NOT NULL DEFAULT 0 CHECK (is_stop_requested IN (0, 1)),
      engine TEXT,
      versions TEXT NOT NULL DEFAULT '{}',
      best_epoch INTEGER,
      threshold REAL,
      created_at TEXT NOT NULL,
      started_at TEXT,
      ended_at TEXT
    ) STRICT;
    CREATE INDEX runs_by_dataset ON runs (dataset_id);
    CREATE INDEX runs_by_split ON runs (split_id);
    CREATE INDEX runs_alive ON runs (status) WHERE status IN ('queued', 'running');

    CREATE TABLE epoch_metrics (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      loss REAL NOT NULL,
      accuracy REAL NOT NULL,
      val_loss REAL NOT NULL,
      val_accuracy REAL NOT NULL,
      val_roc_auc REAL,
      learning_rate REAL NOT NULL,
      seconds REAL NOT NULL,
      images_per_second REAL NOT NULL,
      PRIMARY KEY (run_id, epoch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE batch_metrics (
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      epoch INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      loss REAL NOT NULL,
      accuracy REAL NOT NULL,
      PRIMARY KEY (run_id, epoch, batch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evaluations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      source_path TEXT NOT NULL,
      patients INTEGER NOT NULL,
      seen_in_training INTEGER NOT NULL,
      metrics TEXT NOT NULL,
      rejected TEXT NOT NULL,
      warnings TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX evaluations_by_run ON evaluations (run_id);

    CREATE TABLE evaluation_images (
      evaluation_id INTEGER NOT NULL REFERENCES evaluations ON DELETE CASCADE,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      class_name TEXT NOT NULL,
      patient TEXT NOT NULL,
      probability REAL NOT NULL,
      PRIMARY KEY (evaluation_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE predictions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
      path TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      label TEXT NOT NULL,
      probability REAL NOT NULL,
      threshold REAL NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX predictions_by_run ON predictions (run_id);
    CREATE INDEX predictions_by_content ON predictions (content_hash);
  `,
};

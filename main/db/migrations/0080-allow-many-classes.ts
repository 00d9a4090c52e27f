import type { Migration } from './migration.ts';

/**
 * More than two classes: an order of classes, the negative one first, takes the place of a positive class, and
 * what a model says of an image holds every class's probability.
 */
export const allowManyClasses: Migration = {
  version: 80,
  sql: `
    -- Of two classes the negative one was first already; of more, one that is named so goes there. Positions are
    -- unique, so they are taken out of each other's way first.
    UPDATE classes SET position = -1 - position;
    UPDATE classes SET position = ordered.place FROM (
      SELECT id, row_number() OVER (
        PARTITION BY dataset_id ORDER BY is_negative AND classes_of_dataset > 2 DESC, position DESC
      ) - 1 AS place
      FROM (
        SELECT id, dataset_id, position, count(*) OVER (PARTITION BY dataset_id) AS classes_of_dataset,
          lower(replace(replace(replace(name, ' ', ''), '-', ''), '_', '')) IN (
            '0', 'absent', 'benign', 'clear', 'control', 'controls', 'false', 'healthy', 'neg', 'negative', 'no',
            'nofinding', 'nofindings', 'none', 'nonpneumonia', 'nopneumonia', 'nontb', 'normal'
          ) AS is_negative
        FROM classes
      )
    ) AS ordered WHERE ordered.id = classes.id;
    ALTER TABLE classes DROP COLUMN is_positive;

    -- The place of the image's class among the run's, as it was then.
    ALTER TABLE split_images ADD COLUMN class_index INTEGER NOT NULL DEFAULT 0;
    UPDATE split_images SET class_index = is_positive;
    ALTER TABLE split_images DROP COLUMN is_positive;

    ALTER TABLE runs ADD COLUMN classes TEXT NOT NULL DEFAULT '[]';
    UPDATE runs SET classes = json_array(negative_class, positive_class);
    ALTER TABLE runs DROP COLUMN negative_class;
    ALTER TABLE runs DROP COLUMN positive_class;

    -- One a class, as JSON; null with two classes, of which probability tells both. finding is the place of the
    -- most probable finding: what an image is called from the operating point on.
    ALTER TABLE evaluation_images ADD COLUMN probabilities TEXT;
    ALTER TABLE evaluation_images ADD COLUMN finding INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE predictions ADD COLUMN probabilities TEXT;
    ALTER TABLE predictions ADD COLUMN finding INTEGER NOT NULL DEFAULT 1;

    -- A report's averages stand beside its classes, one of which may have their name.
    UPDATE evaluations SET metrics = json_set(
      json_remove(metrics, '$.report.macro', '$.report.weighted'),
      '$.averages',
      json_object('macro', metrics -> '$.report.macro', 'weighted', metrics -> '$.report.weighted')
    );
  `,
};

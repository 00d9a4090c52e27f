import type { Migration } from './migration.ts';

/** Tells a run's own validation from evaluations on images that someone gave it. */
export const addEvaluationKinds: Migration = {
  version: 100,
  sql: `
    ALTER TABLE evaluations ADD COLUMN kind TEXT NOT NULL DEFAULT 'test' CHECK (kind IN ('test', 'validation'));

    -- A run has one validation: that of the weights it kept.
    CREATE UNIQUE INDEX evaluations_one_validation ON evaluations (run_id) WHERE kind = 'validation';
  `,
};

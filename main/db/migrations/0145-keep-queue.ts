import type { Migration } from './migration.ts';

/** Runs that wait in a window's queue wait on when the window is gone, in their order. */
export const keepQueue: Migration = {
  version: 145,
  // Null for a run that no window queued.
  sql: 'ALTER TABLE runs ADD COLUMN queue_position INTEGER;',
};

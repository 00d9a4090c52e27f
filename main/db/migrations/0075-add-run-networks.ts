import type { Migration } from './migration.ts';

/** A network of the user's own, as a list of layers; null where a run has its preset's. */
export const addRunNetworks: Migration = {
  version: 75,
  sql: `ALTER TABLE runs ADD COLUMN network TEXT;`,
};

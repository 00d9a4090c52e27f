import { z } from 'zod';
import { unfinishedImportSchema } from '../../shared/ipc/methods/imports.ts';
import type { Database } from './client.ts';
import { writeSetting } from './settings.ts';
import { storedJson } from './stored-json.ts';

const storedImportSchema = unfinishedImportSchema.extend({
  /** The session that works on it, or did until it was gone. */
  owner: z.string(),
});
/** An import under way, or cut short. */
export type StoredImport = z.infer<typeof storedImportSchema>;

// Few at a time and gone with their end, they stand among the settings, each under its dataset's name.
const keyStart = 'import:';

/** Keeps in mind that an import is under way, until `deleteUnfinishedImport`; one of the same name gives way. */
export function saveUnfinishedImport(
  database: Database,
  { request, owner }: Omit<StoredImport, 'startedAt'>,
): void {
  const value: StoredImport = { request, owner, startedAt: new Date().toISOString() };
  writeSetting(database, keyStart + request.name, value);
}

/** Every import under way or cut short, the oldest first. What a later version of the app wrote otherwise is passed over. */
export function listUnfinishedImports(database: Database): StoredImport[] {
  const values = database
    .prepare('SELECT value FROM settings WHERE substr(key, 1, ?) = ? ORDER BY changed_at, key')
    .pluck()
    .all(keyStart.length, keyStart);
  return z
    .array(storedJson(z.unknown()))
    .parse(values)
    .flatMap((value) => storedImportSchema.safeParse(value).data ?? []);
}

/** An import has come to its end, or isn't wanted any more. */
export function deleteUnfinishedImport(database: Database, dataset: string): void {
  writeSetting(database, keyStart + dataset, null);
}

import { AppError } from '../../shared/ipc/app-error.ts';
import { appVersion } from '../version.ts';
import type { Database } from './client.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** "Nega" in ASCII: marks the file as this app's (SQLite's `application_id`). */
const applicationId = 0x4e656761;

/**
 * Brings a database to the newest schema, a transaction a migration. Two processes may call it at once.
 * @param migrations in ascending order; all of the app's unless a test says otherwise
 * @throws AppError database-newer, naming the version of the app that wrote it; database-damaged for another
 *   program's database
 */
export function migrate(database: Database, migrations: readonly Migration[] = allMigrations): void {
  refuseForeign(database);
  refuseNewer(database, migrations);
  for (const migration of migrations) {
    if (schemaVersion(database) >= migration.version) continue;
    // Immediate: the version is read again under the lock, since another process may just have migrated.
    database
      .transaction(() => {
        if (schemaVersion(database) >= migration.version) return;
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.version}`);
        database.pragma(`application_id = ${applicationId}`);
        database
          .prepare(
            'INSERT INTO library (id, app_version) VALUES (1, ?) ON CONFLICT DO UPDATE SET app_version = excluded.app_version',
          )
          .run(appVersion);
      })
      .immediate();
  }
}

/** The version of a database's schema: the number of its last migration, 0 for an empty one. */
export function schemaVersion(database: Database): number {
  return readNumber(database, 'user_version');
}

/** "ok", or the first thing that SQLite finds wrong with the database's file. */
export function checkIntegrity(database: Database): string {
  const result = database.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') return String(result);
  const orphans = database.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get();
  return orphans === 0 ? 'ok' : `${String(orphans)} rows refer to rows that are not there`;
}

function refuseForeign(database: Database): void {
  const tables = database.prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table'`).pluck().get();
  if (tables === 0 || readNumber(database, 'application_id') === applicationId) return;
  throw new AppError(
    'database-damaged',
    `${database.name} is another program's database. Move it away to start with an empty library.`,
    { path: database.name },
  );
}

function refuseNewer(database: Database, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found <= newest) return;
  const writer = database.prepare('SELECT app_version FROM library').pluck().get();
  throw new AppError(
    'database-newer',
    `This library was last opened with Negatoscope ${String(writer)} and needs that version or a later one; this is ${appVersion}. Update the app, or choose another data folder with --home. (Schema ${found}, known up to ${newest}.)`,
    { found, newest, path: database.name },
  );
}

function readNumber(database: Database, pragma: string): number {
  return Number(database.pragma(pragma, { simple: true }));
}

import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/ipc/app-error.ts';
import { migrate } from './migrate.ts';

/** An open library database, of this version's schema. Only files of this folder run SQL on it. */
export type Database = BetterSqlite3.Database;

/** How long a statement waits for another process's write to end. */
const busyTimeoutMs = 10_000;

/**
 * Opens the library's database, making or migrating it as needed. WAL lets the window read while an import
 * or a command in a terminal writes.
 * @param path of the file; ":memory:" for a database that vanishes on close
 * @throws AppError database-newer, database-damaged, home-not-writable
 */
export function openDatabase(path: string): Database {
  let database: Database | null = null;
  try {
    database = new BetterSqlite3(path, { timeout: busyTimeoutMs });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    migrate(database);
    return database;
  } catch (thrown) {
    database?.close();
    throw toDatabaseError(thrown, path);
  }
}

/** Whether an error is SQLite's, and the given kind or a sub-kind of it (`SQLITE_CONSTRAINT`, ...). */
export function isSqliteError(thrown: unknown, code: string): boolean {
  return thrown instanceof BetterSqlite3.SqliteError && thrown.code.startsWith(code);
}

function toDatabaseError(thrown: unknown, path: string): unknown {
  if (isSqliteError(thrown, 'SQLITE_NOTADB') || isSqliteError(thrown, 'SQLITE_CORRUPT')) {
    return new AppError(
      'database-damaged',
      `${path} is not a database this app can read: it is damaged or another kind of file. Move it away to start with an empty library, or put a backup in its place.`,
      { path },
      { cause: thrown },
    );
  }
  if (isSqliteError(thrown, 'SQLITE_CANTOPEN') || isSqliteError(thrown, 'SQLITE_READONLY')) {
    return new AppError(
      'home-not-writable',
      `The database ${path} cannot be opened for writing. Choose another data folder with --home, or mend its permissions.`,
      { path },
      { cause: thrown },
    );
  }
  return thrown;
}

import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** A lock held until it is released or the process dies, however it dies. */
export interface FileLock {
  release(): void;
}

/**
 * Takes an exclusive lock that the operating system gives back when the process dies: an open exclusive
 * transaction on an empty SQLite file. SQLite's locking works alike on every platform, which Node's own
 * file functions do not offer.
 *
 * @param path the lock's file; created when missing, and never written to
 * @returns null when another holder, in this process or another, has it
 */
export function tryLockFile(path: string): FileLock | null {
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database.close();
    if (isBusy(thrown)) return null;
    throw thrown;
  }
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    // Someone who found the file unlocked removed it between its opening and its locking.
    database.close();
    return tryLockFile(path);
  }
  return { release: () => database.close() };
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
}

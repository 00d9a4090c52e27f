import BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import type { Database } from './client.ts';

/** Pages copied at a time: a few megabytes, after which progress is told and a cancellation heard. */
const pagesAtATime = 1000;

/**
 * Copies an open database whole, with what its log holds, by SQLite's own backup.
 *
 * @param options.onProgress hears the share that is copied, 0 to 1
 * @throws what the signal was aborted with
 */
export async function copyDatabase(
  database: Database,
  file: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<void> {
  await database.backup(file, {
    progress({ totalPages, remainingPages }) {
      options.signal.throwIfAborted();
      if (totalPages > 0) options.onProgress(1 - remainingPages / totalPages);
      return pagesAtATime;
    },
  });
}

/** "ok", or the first thing that SQLite finds wrong on looking through all of a database's file. */
export function checkDatabaseFile(file: string): string {
  const database = new BetterSqlite3(file, { fileMustExist: true });
  try {
    return z.string().parse(database.pragma('integrity_check(1)', { simple: true }));
  } finally {
    database.close();
  }
}

/** A number that changes when another process, or another connection of this one, changes the database. */
export function readDataVersion(database: Database): number {
  return z.number().parse(database.pragma('data_version', { simple: true }));
}

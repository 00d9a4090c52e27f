import { z } from 'zod';
import type { Database } from './client.ts';

/** The version of SQLite that runs, such as "3.53.0". */
export function readSqliteVersion(database: Database): string {
  return z.string().parse(database.prepare('SELECT sqlite_version()').pluck().get());
}

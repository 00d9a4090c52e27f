import { z } from 'zod';
import type { Database } from './client.ts';

/**
 * A setting as it was stored. What a later version of the app may have written and this one does not know is
 * taken as not set: a setting never keeps the app from opening.
 *
 * @param key such as `language`
 * @param schema what values this version knows
 * @returns null where it is not set, or set to what `schema` refuses
 */
export function readSetting<Value>(database: Database, key: string, schema: z.ZodType<Value>): Value | null {
  const text = z
    .string()
    .optional()
    .parse(database.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key));
  if (text === undefined) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Stores a setting, which JSON can write, in the place of what it was; null takes it out. */
export function writeSetting(
  database: Database,
  key: string,
  value: string | number | boolean | object | null,
): void {
  if (value === null) {
    database.prepare('DELETE FROM settings WHERE key = ?').run(key);
    return;
  }
  database
    .prepare(
      `INSERT INTO settings (key, value, changed_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
    )
    .run(key, JSON.stringify(value), new Date().toISOString());
}

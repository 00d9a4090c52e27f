import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../main/db/client.ts';
import { toMachineError } from '../../../main/machine-error.ts';
import { checkIntegrity, migrate, schemaVersion } from '../../../main/db/migrate.ts';
import { migrations } from '../../../main/db/migrations/index.ts';
import { appVersion } from '../../../main/version.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'database-'));
  file = path.join(folder, 'negatoscope.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const newest = migrations.at(-1)?.version ?? 0;

describe('openDatabase', () => {
  it('makes a database of the newest schema, written ahead, with foreign keys', () => {
    const database = openDatabase(file);
    expect(schemaVersion(database)).toBe(newest);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(checkIntegrity(database)).toBe('ok');
    database.close();
  });

  it('opens it again as it was, twice at a time', () => {
    const first = openDatabase(file);
    first.exec(
      `INSERT INTO datasets (name, source_path, patient_patterns, created_at) VALUES ('a', '/a', '[]', '')`,
    );
    const second = openDatabase(file);
    expect(second.prepare('SELECT name FROM datasets').pluck().all()).toEqual(['a']);
    first.close();
    second.close();
  });

  it('has strict tables only', () => {
    const database = openDatabase(file);
    const loose = database
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    database.close();
  });

  it('refuses a database of a newer version and says which app wrote it', () => {
    const database = openDatabase(file);
    database.exec(`UPDATE library SET app_version = '9.8.7'; PRAGMA user_version = ${newest + 10}`);
    database.close();
    expect(() => openDatabase(file)).toThrow(
      expect.objectContaining({
        code: 'database-newer',
        message: expect.stringMatching(new RegExp(`9\\.8\\.7.*this is ${appVersion}.*Update the app`)),
      }),
    );
  });

  it.each([
    [
      'text',
      'this is not a database, though it is long enough to have a header of one hundred bytes '.repeat(3),
    ],
    ['a cut off header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(600, 0xff)])],
  ])('refuses %s as damaged and leaves it as it is', (_, content) => {
    writeFileSync(file, content);
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it('refuses the database of another program', () => {
    const database = openDatabase(file);
    database.pragma('application_id = 7');
    database.close();
    expect(() => openDatabase(file)).toThrow(
      expect.objectContaining({
        code: 'database-damaged',
        message: expect.stringContaining('another program'),
      }),
    );
  });

  it('refuses a place where no file can be made', () => {
    mkdirSync(file);
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'home-not-writable' }));
  });

  it('tells in plain words of one that can be written to no more, as on a disk that became read-only', () => {
    openDatabase(file).close();
    const database = new BetterSqlite3(file, { readonly: true });
    const write = (): unknown => database.prepare('DELETE FROM settings').run();
    expect(() => {
      try {
        write();
      } catch (thrown) {
        throw toMachineError(thrown);
      } finally {
        database.close();
      }
    }).toThrow(expect.objectContaining({ code: 'home-not-writable' }));
  });
});

describe('migrate', () => {
  it('takes a database of each earlier version to the newest', () => {
    for (const [index, { version }] of migrations.entries()) {
      const database = new BetterSqlite3(path.join(folder, `${version}.sqlite`));
      migrate(database, migrations.slice(0, index + 1));
      expect(schemaVersion(database)).toBe(version);
      migrate(database);
      expect(schemaVersion(database)).toBe(newest);
      expect(checkIntegrity(database)).toBe('ok');
      database.close();
    }
  });

  it('undoes a migration that fails, and keeps those before it', () => {
    const database = openDatabase(file);
    const broken = [
      ...migrations,
      { version: newest + 10, sql: 'CREATE TABLE good (id INTEGER) STRICT;' },
      { version: newest + 20, sql: 'CREATE TABLE half (id INTEGER) STRICT; SELECT * FROM nowhere;' },
    ];
    expect(() => migrate(database, broken)).toThrow('nowhere');
    expect(schemaVersion(database)).toBe(newest + 10);
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('good', 'half')`).pluck();
    expect(tables.all()).toEqual(['good']);
    database.close();
  });

  it('numbers migrations upward', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((first, second) => first - second));
  });
});

describe('checkIntegrity', () => {
  it('finds rows that refer to nothing', () => {
    const database = openDatabase(file);
    database.exec(`PRAGMA foreign_keys = OFF; INSERT INTO patients (dataset_id, key) VALUES (99, 'x')`);
    expect(checkIntegrity(database)).toBe('1 rows refer to rows that are not there');
    database.close();
  });
});

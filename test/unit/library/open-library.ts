import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type DoChore, doChoresHere } from '../../../main/chores/do-chore.ts';
import { type Database, openDatabase } from '../../../main/db/client.ts';
import { type Home, openHome } from '../../../main/home.ts';
import {
  type ImportContext,
  type ImportRequest,
  importDataset,
} from '../../../main/library/import-dataset.ts';
import { type Locks, type Session, createLocks } from '../../../main/locks.ts';
import type { ImportReport } from '../../../shared/domain/dataset.ts';

/** A library of its own in a temporary folder. */
export interface TestLibrary {
  readonly home: Home;
  readonly database: Database;
  readonly doChore: DoChore;
  readonly locks: Locks;
  /** A session of this library's own, which ends with it. */
  readonly openSession: () => Session;
  /** Imports a folder under the name "test" unless the request says otherwise. */
  import(
    location: string,
    request?: Partial<ImportRequest>,
    context?: Partial<ImportContext>,
  ): Promise<ImportReport>;
  close(): void;
}

/** Opens an empty library. @param directory of its home; left out, a new temporary one */
export function openLibrary(directory = mkdtempSync(path.join(os.tmpdir(), 'library-'))): TestLibrary {
  const home = openHome(directory);
  const database = openDatabase(home.databasePath);
  const locks = createLocks(home.locksDirectory);
  let session: Session | null = null;
  return {
    home,
    database,
    locks,
    openSession: () => (session ??= locks.openSession()),
    doChore: doChoresHere({ home, database }),
    import: (location, request = {}, context = {}) =>
      importDataset(
        { home, database, signal: new AbortController().signal, onProgress: () => {}, ...context },
        {
          path: location,
          name: 'test',
          csv: null,
          patientPatterns: null,
          classWords: null,
          positiveClass: null,
          negativeClass: null,
          mayHaveMoved: false,
          owner: 'test',
          ...request,
        },
      ),
    close() {
      session?.release();
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

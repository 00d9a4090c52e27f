import { rmSync } from 'node:fs';
import path from 'node:path';

/** The database, which is copied by SQLite itself. */
export const databaseName = 'negatoscope.sqlite';
/** Folders of a home that belong to the library, copied file by file. */
export const libraryFolders = ['cache', 'runs', 'logs'] as const;
/** Folders of a home that mean nothing once no process uses it. */
const passingFolders = ['scratch', 'locks'] as const;
const databaseFiles = [databaseName, `${databaseName}-wal`, `${databaseName}-shm`] as const;

/**
 * Whatever a home may hold. On some platforms its folder is also that of the window's own files and of
 * `location.json`, which stay.
 */
export const libraryEntries: readonly string[] = [...databaseFiles, ...libraryFolders, ...passingFolders];

/** Lies in a folder while a library is copied there: what else lies there is half a library. */
const copyMarkerName = 'negatoscope-copy.json';

export function toCopyMarker(directory: string): string {
  return path.join(directory, copyMarkerName);
}

/** Removes a library from a folder, and nothing else that lies there; the mark of a half copy goes last. */
export function removeLibrary(directory: string): void {
  for (const name of libraryEntries) rmSync(path.join(directory, name), { recursive: true, force: true });
  rmSync(toCopyMarker(directory), { force: true });
}

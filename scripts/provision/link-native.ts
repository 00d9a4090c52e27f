import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** The folders of a library that stand in for the ones tfjs-node-gpu's own installation would make. */
const LINKED_FOLDERS = ['deps', 'lib'];

/** Whether the package's links lead to `libraryFolder`. */
export function isLinked(packageFolder: string, libraryFolder: string): boolean {
  return LINKED_FOLDERS.every(
    (name) => readLink(path.join(packageFolder, name)) === path.join(libraryFolder, name),
  );
}

/** Makes the package's `deps` and `lib` lead to `libraryFolder`; each link is replaced in one step. */
export function linkNative(packageFolder: string, libraryFolder: string): void {
  mkdirSync(packageFolder, { recursive: true });
  for (const name of LINKED_FOLDERS) {
    const link = path.join(packageFolder, name);
    if (readLink(link) === null) rmSync(link, { recursive: true, force: true });
    const fresh = `${link}.${process.pid}`;
    // A junction needs no privilege on Windows; other systems ignore the type.
    symlinkSync(path.join(libraryFolder, name), fresh, 'junction');
    if (process.platform === 'win32') rmSync(link, { recursive: true, force: true });
    renameSync(fresh, link);
  }
}

/** Takes the links away, so that nothing loads a library that did not prove itself. */
export function unlinkNative(packageFolder: string): void {
  for (const name of LINKED_FOLDERS) {
    const link = path.join(packageFolder, name);
    if (readLink(link) !== null) rmSync(link);
  }
}

function readLink(link: string): string | null {
  try {
    if (!lstatSync(link).isSymbolicLink()) return null;
    return readlinkSync(link).replace(/[\\/]$/, '');
  } catch {
    return null;
  }
}

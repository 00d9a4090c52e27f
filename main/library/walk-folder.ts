import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as giveWay } from 'node:timers/promises';
import type { RejectedFile } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

/** Entries that are looked at before others are answered. */
const entriesATurn = 2000;

/** What lies directly in a folder. */
export interface FolderContents {
  /** Names of regular files and of links to them. */
  readonly files: string[];
  /** Names of folders. Links to folders are none: they may lead in circles or out of the dataset. */
  readonly folders: string[];
  /** Entries that are neither, with their names as paths. */
  readonly rejected: RejectedFile[];
}

/**
 * Lists a folder, names in order of their code units. What operating systems leave behind is passed over in
 * silence: names that begin with a dot (`.DS_Store`, `._image.jpeg`), `Thumbs.db`, `desktop.ini`, `__MACOSX`. So
 * is `DICOMDIR`, the table of contents of a DICOM medium.
 * @throws AppError path-not-found, path-unreadable
 */
export async function listFolder(directory: string): Promise<FolderContents> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw toFolderError(directory, cause);
  });
  const contents: FolderContents = { files: [], folders: [], rejected: [] };
  const kept = entries.filter(({ name }) => !isDebris(name));
  const sorted = kept.sort((first, second) => (first.name < second.name ? -1 : 1));
  for (const [place, entry] of sorted.entries()) {
    if (place % entriesATurn === entriesATurn - 1) await giveWay();
    await sortEntry(directory, entry, contents);
  }
  return contents;
}

/**
 * Lists every file in a folder and the folders in it, as paths relative to `root` with forward slashes.
 * @param relative the folder to begin in, relative to `root`
 */
export async function listFilesBelow(
  root: string,
  relative: string,
  signal: AbortSignal | null,
): Promise<{ files: string[]; rejected: RejectedFile[] }> {
  const files: string[] = [];
  const rejected: RejectedFile[] = [];
  const folders = [relative];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal?.throwIfAborted();
    const here = folder;
    const found = await listFolder(path.join(root, here)).catch((thrown: unknown) => {
      if (!(thrown instanceof AppError) || here === relative) throw thrown;
      rejected.push({ path: here, code: 'folder-skipped', message: thrown.message });
      return null;
    });
    if (found === null) continue;
    files.push(...found.files.map((name) => joinPath(here, name)));
    rejected.push(...found.rejected.map((entry) => ({ ...entry, path: joinPath(here, entry.path) })));
    folders.push(...found.folders.map((name) => joinPath(here, name)).reverse());
  }
  return { files, rejected };
}

/** Joins parts of a relative path with a forward slash, on every platform. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

const passedOver: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', '__macosx', 'dicomdir']);

function isDebris(name: string): boolean {
  return name.startsWith('.') || passedOver.has(name.toLowerCase());
}

async function sortEntry(directory: string, entry: Dirent, contents: FolderContents): Promise<void> {
  const { name } = entry;
  if (entry.isFile()) contents.files.push(name);
  else if (entry.isDirectory()) contents.folders.push(name);
  else if (entry.isSymbolicLink()) await sortLink(directory, name, contents);
  else {
    contents.rejected.push({
      path: name,
      code: 'image-unreadable',
      message: `${name} is not a regular file.`,
    });
  }
}

async function sortLink(directory: string, name: string, contents: FolderContents): Promise<void> {
  const target = await stat(path.join(directory, name)).catch(() => null);
  if (target?.isFile() === true) {
    contents.files.push(name);
  } else if (target?.isDirectory() === true) {
    contents.rejected.push({
      path: name,
      code: 'folder-skipped',
      message: `${name} is a link to a folder, and links to folders are not followed. Import that folder itself, or copy it here.`,
    });
  } else {
    contents.rejected.push({
      path: name,
      code: 'image-unreadable',
      message: `${name} is a link that leads to no file.`,
    });
  }
}

function toFolderError(directory: string, cause: unknown): AppError {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError(
      'path-not-found',
      `There is no folder ${directory}. Check its name and that its disk is there.`,
      { path: directory },
      { cause },
    );
  }
  return new AppError(
    'path-unreadable',
    `The folder ${directory} cannot be read${code === 'EACCES' || code === 'EPERM' ? ': you may not open it. Give yourself the right to read it' : ''}.`,
    { path: directory },
    { cause },
  );
}

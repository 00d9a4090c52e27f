import { readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

/**
 * Lists what lies in a folder of this machine, for choosing one to import: its folders by name, hidden ones
 * left out, and how many files. Links to folders count as folders.
 *
 * @param directory absolute or relative to the user's folder; empty for the user's folder
 * @throws AppError path-not-found, path-unreadable
 */
export async function listFolder(directory: string): Promise<MethodOutput<'folders:list'>> {
  const absolute = path.resolve(os.homedir(), directory);
  const entries = await readdir(absolute, { withFileTypes: true }).catch((cause: unknown) => {
    throw toFolderError(absolute, cause);
  });
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const kinds = await Promise.all(
    visible.map(async (entry) => {
      const isFolder = entry.isSymbolicLink()
        ? await isLinkToFolder(path.join(absolute, entry.name))
        : entry.isDirectory();
      return { name: entry.name, isFolder };
    }),
  );
  const parent = path.dirname(absolute);
  return {
    path: absolute,
    parent: parent === absolute ? null : parent,
    folders: kinds
      .filter(({ isFolder }) => isFolder)
      .map(({ name }) => ({ name, path: path.join(absolute, name) }))
      .sort((first, second) => first.name.localeCompare(second.name, undefined, { numeric: true })),
    files: kinds.filter(({ isFolder }) => !isFolder).length,
  };
}

async function isLinkToFolder(link: string): Promise<boolean> {
  return await stat(link).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

function toFolderError(directory: string, cause: unknown): AppError {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('path-not-found', `There is no folder ${directory}.`, { path: directory }, { cause });
  }
  return new AppError(
    'path-unreadable',
    `The folder ${directory} cannot be read. Mend its permissions, or choose another.`,
    { path: directory },
    { cause },
  );
}

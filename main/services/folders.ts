import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

type Listing = MethodOutput<'folders:list'>;

const order = new Intl.Collator(undefined, { numeric: true });

/**
 * Lists what lies in a folder of this machine, for choosing what to import: its folders and its CSV files by name,
 * hidden ones left out, and how many files there are of any kind. Links count as what they lead to.
 *
 * @param directory absolute or relative to the user's folder; empty for the user's folder
 * @throws AppError path-not-found, path-unreadable
 */
export async function listFolder(directory: string): Promise<Listing> {
  const absolute = path.resolve(os.homedir(), directory);
  const entries = await readdir(absolute, { withFileTypes: true }).catch((cause: unknown) => {
    throw toFolderError(absolute, cause);
  });
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const kinds = await Promise.all(
    visible.map(async (entry) => ({
      name: entry.name,
      kind: await findKind(entry, path.join(absolute, entry.name)),
    })),
  );
  const listNames = (wanted: (typeof kinds)[number]['kind']): string[] =>
    kinds.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  const toEntries = (names: readonly string[]): Listing['folders'] =>
    names.toSorted(order.compare).map((name) => ({ name, path: path.join(absolute, name) }));
  const parent = path.dirname(absolute);
  return {
    path: absolute,
    parent: parent === absolute ? null : parent,
    folders: toEntries(listNames('folder')),
    csvFiles: toEntries(listNames('file').filter((name) => /\.csv$/i.test(name))),
    files: kinds.filter(({ kind }) => kind !== 'folder').length,
  };
}

/** What an entry is, or what its link leads to; other for devices and links to nothing. */
async function findKind(entry: Dirent, absolute: string): Promise<'folder' | 'file' | 'other'> {
  const target = entry.isSymbolicLink() ? await stat(absolute).catch(() => null) : entry;
  if (target?.isDirectory() === true) return 'folder';
  return target?.isFile() === true ? 'file' : 'other';
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

import { opendir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { sortInTurns } from './sort-in-turns.ts';

/** Entries that are read before others are answered. */
const entriesATurn = 1000;

const order = new Intl.Collator(undefined, { numeric: true });

/**
 * Lists what lies in a folder of this machine, for choosing what to import: its folders and its CSV files by name,
 * hidden ones left out, and how many files there are of any kind. Links count as what they lead to.
 *
 * @param directory absolute or relative to the user's folder; empty for the user's folder
 * @throws AppError path-not-found, path-unreadable
 */
export async function listFolder(directory: string): Promise<MethodOutput<'folders:list'>> {
  const absolute = path.resolve(os.homedir(), directory);
  const { folders, files, links } = await readNames(absolute);
  for (const link of links) {
    const target = await stat(path.join(absolute, link)).catch(() => null);
    if (target?.isDirectory() === true) folders.push(link);
    else files.push({ name: link, isThere: target?.isFile() === true });
  }
  const tables = files.filter(({ name, isThere }) => isThere && /\.csv$/i.test(name)).map(({ name }) => name);
  const parent = path.dirname(absolute);
  return {
    path: absolute,
    parent: parent === absolute ? null : parent,
    folders: await sortInTurns(folders, order.compare),
    csvFiles: await sortInTurns(tables, order.compare),
    files: files.length,
  };
}

interface FolderNames {
  readonly folders: string[];
  readonly files: { readonly name: string; readonly isThere: boolean }[];
  /** What they lead to is not looked at yet. */
  readonly links: string[];
}

/** The names in a folder, hidden ones left out, read in turns: there may be a hundred thousand. */
async function readNames(directory: string): Promise<FolderNames> {
  const names: FolderNames = { folders: [], files: [], links: [] };
  try {
    for await (const entry of await opendir(directory, { bufferSize: entriesATurn })) {
      const { name } = entry;
      if (name.startsWith('.')) continue;
      if (entry.isSymbolicLink()) names.links.push(name);
      else if (entry.isDirectory()) names.folders.push(name);
      else names.files.push({ name, isThere: entry.isFile() });
    }
  } catch (cause) {
    throw toFolderError(directory, cause);
  }
  return names;
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

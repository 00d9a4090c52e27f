import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/ipc/app-error.ts';
import { listFilesBelow } from '../library/walk-folder.ts';

/**
 * The files that a line names: each file as it is named, and of a folder every file in it and in the folders below it.
 * One that is not there stays, for whoever reads it to tell of.
 *
 * @param note tells of what a folder holds that is passed over, such as a link to a folder
 * @throws AppError dataset-empty for a folder without files; path-unreadable
 */
export async function listNamedImages(
  names: readonly string[],
  note: (line: string) => void,
): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    const found = await stat(name).catch(() => null);
    if (found?.isDirectory() === true) files.push(...(await listFolderFiles(name, note)));
    else files.push(name);
  }
  return files;
}

async function listFolderFiles(folder: string, note: (line: string) => void): Promise<string[]> {
  const { files, rejected } = await listFilesBelow(folder, '', null);
  for (const { path: place, message } of rejected) note(`${path.join(folder, place)}: ${message}`);
  if (files.length === 0) {
    throw new AppError('dataset-empty', `There are no files in ${folder}. Name a folder of images.`, {
      path: folder,
    });
  }
  return files.map((file) => path.join(folder, file));
}

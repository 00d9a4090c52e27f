import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/ipc/app-error.ts';
import { toMachineError } from '../machine-error.ts';

/**
 * Makes a folder for pictures ahead of the work, so that a folder that will not do is told at once.
 *
 * @returns its absolute path
 * @throws AppError output-not-writable, disk-full
 */
export async function makePictureFolder(folder: string): Promise<string> {
  const absolute = path.resolve(folder);
  try {
    await mkdir(absolute, { recursive: true });
  } catch (cause) {
    throw toOutputError(absolute, cause);
  }
  return absolute;
}

/**
 * Writes a picture to such a folder; one of that name is replaced.
 *
 * @returns its path
 * @throws AppError output-not-writable, disk-full
 */
export async function writePicture(folder: string, name: string, picture: Uint8Array): Promise<string> {
  const target = path.join(folder, name);
  await writeFile(target, picture).catch((cause: unknown) => {
    throw toOutputError(folder, cause);
  });
  return target;
}

function toOutputError(folder: string, cause: unknown): AppError {
  const error = toMachineError(cause);
  if (error.code === 'disk-full') return error;
  return new AppError(
    'output-not-writable',
    `Pictures cannot be written to ${folder}. Name a folder that you may write to.`,
    { path: folder },
    { cause },
  );
}

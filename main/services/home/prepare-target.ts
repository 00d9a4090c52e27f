import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Home } from '../../home.ts';
import { libraryEntries, removeLibrary, toCopyMarker } from '../../library-files.ts';

/**
 * Makes a folder ready to take a library: makes it, clears it of half a copy that was left there, and marks it.
 *
 * @param wanted absolute
 * @throws AppError output-not-writable where it holds something else, lies in the library, or cannot be written to
 */
export async function prepareTarget(
  { directory, locationDirectory }: Pick<Home, 'directory' | 'locationDirectory'>,
  wanted: string,
): Promise<void> {
  try {
    if (isWithin(await findRealPath(wanted), await realpath(directory)))
      throw toInsideError(wanted, directory);
    await makeFolder(wanted);
    if (existsSync(toCopyMarker(wanted))) removeLibrary(wanted);
    const entries = await readdir(wanted);
    const isShared = wanted === locationDirectory;
    const found = isShared ? entries.filter((name) => libraryEntries.includes(name)) : entries;
    if (found.length > 0) throw toNotEmptyError(wanted);
    await writeFile(toCopyMarker(wanted), `${JSON.stringify({ from: directory })}\n`);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'output-not-writable',
      `${wanted} cannot be made or written to. Choose another folder, or mend its permissions.`,
      { path: wanted },
      { cause },
    );
  }
}

/** Step by step, since Node's own way tries for ever where a system denies a folder by saying it is not there. */
async function makeFolder(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const parent = path.dirname(directory);
  if (parent !== directory) await makeFolder(parent);
  await mkdir(directory);
}

/** Where a path leads, links followed, though its last parts may not be there yet. */
async function findRealPath(wanted: string): Promise<string> {
  const parent = path.dirname(wanted);
  if (existsSync(wanted) || parent === wanted) return await realpath(wanted);
  return path.join(await findRealPath(parent), path.basename(wanted));
}

function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

function toInsideError(wanted: string, inside: string): AppError {
  return new AppError(
    'output-not-writable',
    `${wanted} lies in the data folder itself, ${inside}. Choose a folder elsewhere.`,
    { path: wanted, inside },
  );
}

function toNotEmptyError(wanted: string): AppError {
  return new AppError(
    'output-not-writable',
    `${wanted} is not empty. Choose a folder that is empty or not there yet.`,
    { path: wanted },
  );
}

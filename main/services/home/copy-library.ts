import { mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HomeMoveProgress } from '../../../shared/domain/home-move.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { checkDatabaseFile, copyDatabase } from '../../db/copy-database.ts';
import { databaseName, libraryFolders } from '../../library-files.ts';
import { checkDiskSpace } from '../../library/disk-space.ts';
import type { ServiceContext } from '../service-context.ts';

const chunkBytes = 4 * 1024 * 1024;

/** A file of the library, by its path in the data folder. */
interface LibraryFile {
  readonly name: string;
  readonly sizeBytes: number;
}

interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<HomeMoveProgress, 'target'>) => void;
}

/**
 * Copies a library that nobody changes meanwhile, and looks whether the copy is like it: every file of the same
 * size, and a database that SQLite finds sound.
 *
 * @param target a folder that is empty, or as good as
 * @returns bytes copied
 * @throws AppError disk-full, copy-damaged; what the signal was aborted with
 */
export async function copyLibrary(
  { home, database }: Pick<ServiceContext, 'home' | 'database'>,
  target: string,
  { signal, onProgress }: CopyOptions,
): Promise<number> {
  const files = await listLibraryFiles(home.directory);
  const databaseBytes = (await stat(home.databasePath)).size;
  const totalBytes = databaseBytes + files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await checkDiskSpace(target, totalBytes);
  const tellCopied = (doneBytes: number): void => onProgress({ phase: 'copying', doneBytes, totalBytes });
  tellCopied(0);
  let filesBytes = 0;
  for (const file of files) {
    const onBytes = (bytes: number): void => tellCopied((filesBytes += bytes));
    await copyFile(file, { from: home.directory, to: target }, { signal, onBytes });
  }
  const databaseCopy = path.join(target, databaseName);
  await copyDatabase(database, databaseCopy, {
    signal,
    onProgress: (share) => tellCopied(filesBytes + Math.round(share * databaseBytes)),
  });
  onProgress({ phase: 'checking', doneBytes: totalBytes, totalBytes });
  await checkFiles(files, target);
  if (checkDatabaseFile(databaseCopy) !== 'ok') throw toDamagedError(databaseCopy);
  signal.throwIfAborted();
  return totalBytes;
}

async function listLibraryFiles(directory: string): Promise<LibraryFile[]> {
  const folders = await Promise.all(libraryFolders.map((name) => listFiles(directory, name)));
  return folders.flat();
}

/** Files of a folder of the library and those below it; none where the folder was never made. */
async function listFiles(directory: string, folder: string): Promise<LibraryFile[]> {
  const entries = await readdir(path.join(directory, folder), { withFileTypes: true, recursive: true }).catch(
    (thrown: unknown) => {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
      throw thrown;
    },
  );
  const files = entries.filter((entry) => entry.isFile());
  return await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return { name: path.relative(directory, file), sizeBytes: (await stat(file)).size };
    }),
  );
}

/** Copies a file at the size it was found with, and has the disk keep it: a log may grow meanwhile. */
async function copyFile(
  { name, sizeBytes }: LibraryFile,
  folders: { readonly from: string; readonly to: string },
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<void> {
  const target = path.join(folders.to, name);
  await mkdir(path.dirname(target), { recursive: true });
  await using source = await open(path.join(folders.from, name), 'r');
  await using copy = await open(target, 'w');
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, sizeBytes));
  for (let left = sizeBytes; left > 0;) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(buffer, 0, Math.min(left, buffer.length));
    // Shorter than it was found: the check tells.
    if (bytesRead === 0) break;
    await copy.writeFile(buffer.subarray(0, bytesRead));
    left -= bytesRead;
    onBytes(bytesRead);
  }
  await copy.sync();
}

async function checkFiles(files: readonly LibraryFile[], target: string): Promise<void> {
  for (const { name, sizeBytes } of files) {
    const copy = path.join(target, name);
    if ((await stat(copy)).size !== sizeBytes) throw toDamagedError(copy);
  }
}

function toDamagedError(file: string): AppError {
  return new AppError(
    'copy-damaged',
    `The copy ${file} is not like what was copied. The library stays where it was; look at the disk, or choose another.`,
    { path: file },
  );
}

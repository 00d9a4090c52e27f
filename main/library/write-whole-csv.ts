import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/ipc/app-error.ts';
import { toMachineError } from '../machine-error.ts';
import { isThere } from './is-there.ts';
import { formatCsvRow } from './label-file/format-csv-row.ts';

/**
 * Writes a CSV file, in UTF-8, whole or not at all: to another name beside it first. A file that is there stays.
 * @param target made absolute
 * @param rows the header first; taken one by one, so that they need not all be in memory
 * @returns the absolute path
 * @throws AppError output-not-writable, disk-full, and whatever `rows` throws
 */
export async function writeWholeCsv(
  target: string,
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): Promise<string> {
  const file = path.resolve(target);
  const partial = path.join(path.dirname(file), `.${path.basename(file)}-${randomUUID()}`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeRows(partial, rows);
    // unlike a rename, a link never takes the place of a file that is there
    await link(partial, file);
  } catch (thrown) {
    throw toOutputError(file, thrown);
  } finally {
    await rm(partial, { force: true }).catch(() => {});
  }
  return file;
}

/**
 * Refuses before any work a file that `writeWholeCsv` would refuse after it: one that is there.
 * @throws AppError output-not-writable
 */
export async function refuseTakenFile(file: string): Promise<void> {
  if (await isThere(file)) throw toNotWritableError(file, true);
}

async function writeRows(
  file: string,
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for await (const text of gatherText(rows)) await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const charactersAWrite = 1 << 16;

async function* gatherText(
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  let text = '';
  for await (const cells of rows) {
    text += formatCsvRow(cells);
    if (text.length < charactersAWrite) continue;
    yield text;
    text = '';
  }
  yield text;
}

function toOutputError(file: string, thrown: unknown): AppError {
  const error = toMachineError(thrown);
  if (error.code === 'disk-full' || thrown instanceof AppError) return error;
  const isTaken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
  return toNotWritableError(file, isTaken, thrown);
}

function toNotWritableError(file: string, isTaken: boolean, cause?: unknown): AppError {
  return new AppError(
    'output-not-writable',
    `The file ${file} cannot be written${isTaken ? ': there is one of that name' : ''}. Name a file that does not exist yet, in a folder that you may write to.`,
    { path: file },
    { cause },
  );
}

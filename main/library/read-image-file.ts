import { type FileHandle, open, stat } from 'node:fs/promises';
import { AppError } from '../../shared/ipc/app-error.ts';
import { mostBytes, toEmptyError, toFileError, toSpecialFileError, toTooLargeError } from './image-error.ts';

/**
 * Reads a file's bytes without looking at what they are.
 * @throws AppError image-unreadable, image-empty, image-too-large
 */
export async function readImageFile(filePath: string, label: string): Promise<Buffer> {
  return readInto(filePath, label, (size) => Buffer.allocUnsafeSlow(size));
}

/** Memory of files up to this size is kept for others: several are read at a time. */
const mostKeptBytes = 16 * 1024 * 1024;

/**
 * Lends the bytes of an image file until what `use` returns has settled; the next file may be read into the same
 * memory. @throws AppError what `readImageFile` throws
 */
export type LendImageFile = <Result>(
  filePath: string,
  label: string,
  use: (bytes: Buffer) => Promise<Result>,
) => Promise<Result>;

/**
 * Makes a reader for many files, one after another or several at a time. Memory that is new for each makes the garbage
 * collector run every few dozen megabytes, 6 % of the time of importing large files.
 */
export function lendImageFiles(): LendImageFile {
  const kept: Buffer<ArrayBuffer>[] = [];
  return async (filePath, label, use) => {
    let memory: Buffer<ArrayBuffer> | undefined;
    const take = (size: number): Buffer => {
      const free = kept.pop();
      memory = free !== undefined && free.byteLength >= size ? free : Buffer.allocUnsafeSlow(size);
      return memory;
    };
    try {
      return await use(await readInto(filePath, label, take));
    } finally {
      // what went to another thread is gone
      if (memory?.buffer.detached === false && memory.byteLength <= mostKeptBytes) kept.push(memory);
    }
  };
}

async function readInto(filePath: string, label: string, take: (size: number) => Buffer): Promise<Buffer> {
  const bytes = await readRegularFile(filePath, label, take).catch((thrown: unknown) => {
    throw thrown instanceof AppError ? thrown : toFileError(thrown, label);
  });
  if (bytes.byteLength === 0) throw toEmptyError(label);
  return bytes;
}

async function readRegularFile(
  filePath: string,
  label: string,
  take: (size: number) => Buffer,
): Promise<Buffer> {
  // asked before opening, since opening a pipe would wait for its writer
  const found = await stat(filePath);
  if (!found.isFile()) throw toSpecialFileError(label);
  if (found.size > mostBytes) throw toTooLargeError(label);
  const handle = await open(filePath);
  try {
    const bytes = take(found.size).subarray(0, found.size);
    return bytes.subarray(0, await readFully(handle, bytes));
  } finally {
    await handle.close();
  }
}

/** @returns the bytes read: fewer than there is room for where the file has become shorter */
async function readFully(handle: FileHandle, bytes: Buffer): Promise<number> {
  let filled = 0;
  while (filled < bytes.byteLength) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.byteLength - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

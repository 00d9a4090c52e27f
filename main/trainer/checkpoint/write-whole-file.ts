import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file whole or not at all: to a temporary name beside it, flushed to the disk, then renamed. A
 * process killed at any moment leaves the old file or the new one.
 *
 * @throws the system's error (`ENOSPC` where the disk is full); the temporary file is gone then
 */
export function writeWholeFile(file: string, parts: readonly Uint8Array[]): void {
  const partial = `${file}.partial`;
  try {
    const handle = openSync(partial, 'w');
    try {
      for (const part of parts) writePart(handle, part);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, file);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw thrown;
  }
  flushFolder(path.dirname(file));
}

/** The system may write less than it was given. */
function writePart(handle: number, part: Uint8Array): void {
  let written = 0;
  while (written < part.byteLength) written += writeSync(handle, part, written);
}

/** Makes a rename last: without it a power failure may undo it. Windows cannot open a folder, and needs not. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

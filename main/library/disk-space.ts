import { statfs } from 'node:fs/promises';
import { AppError } from '../../shared/ipc/app-error.ts';

const bytesAMegabyte = 1_000_000;
/** Room left for the database and its log beside what is counted. */
const spareBytes = 32 * bytesAMegabyte;

/**
 * Checks that a folder's disk has room for so many bytes more, before hours of work find out.
 * @throws AppError disk-full, with what is needed and what is free
 */
export async function checkDiskSpace(directory: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  if (neededBytes + spareBytes > freeBytes)
    throw toDiskFullError(directory, neededBytes + spareBytes, freeBytes);
}

/** Whether an error says that a disk, or a user's share of it, is full. */
export function isDiskFull(thrown: unknown): boolean {
  return (
    thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')
  );
}

/** An error for a disk without room. @param freeBytes null where it filled while being written to */
export function toDiskFullError(
  directory: string,
  neededBytes: number,
  freeBytes: number | null,
  cause?: unknown,
): AppError {
  const free = freeBytes === null ? 'it filled up meanwhile' : `${toMegabytes(freeBytes)} are free`;
  return new AppError(
    'disk-full',
    `The disk of ${directory} is full: ${toMegabytes(neededBytes)} are needed there, ${free}. Free some space and try again, or choose a larger disk for the data folder. The library is as it was.`,
    { neededBytes, ...(freeBytes === null ? {} : { freeBytes }) },
    { cause },
  );
}

function toMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / bytesAMegabyte).toLocaleString('en-US')} MB`;
}

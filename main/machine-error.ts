import { AppError, toAppError } from '../shared/ipc/app-error.ts';
import { isSqliteError } from './db/client.ts';

/**
 * Any thrown value as an AppError, where what the machine is to blame for (a full disk, a file that may not
 * be read, a damaged database) is told as such, and only the rest is unexpected.
 */
export function toMachineError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new AppError('run-cancelled', 'This was cancelled before it ended.', {}, { cause: thrown });
  }
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT' || isSqliteError(thrown, 'SQLITE_FULL')) {
    return new AppError(
      'disk-full',
      'The disk is full. Free some space and try again; nothing that was stored before is lost.',
      {},
      { cause: thrown },
    );
  }
  if (isSqliteError(thrown, 'SQLITE_CORRUPT') || isSqliteError(thrown, 'SQLITE_NOTADB')) {
    return new AppError(
      'database-damaged',
      'The database of the library is damaged. Put a backup in its place, or move it away to start anew.',
      {},
      { cause: thrown },
    );
  }
  if (isSqliteError(thrown, 'SQLITE_READONLY') || isSqliteError(thrown, 'SQLITE_IOERR')) {
    return new AppError(
      'home-not-writable',
      'The data folder cannot be written to any more: its disk was taken away, or has become read-only. Put that right and try again; nothing that was stored before is lost.',
      {},
      { cause: thrown },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError(
      'path-unreadable',
      `The system denies access to ${readPath(thrown)}. Mend its permissions, or choose another place.`,
      {},
      { cause: thrown },
    );
  }
  return toAppError(thrown);
}

function readPath(thrown: unknown): string {
  return thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string'
    ? thrown.path
    : 'a file';
}

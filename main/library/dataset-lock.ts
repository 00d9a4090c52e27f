import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/ipc/app-error.ts';
import { type FileLock, tryLockFile } from '../db/session-lock.ts';
import type { Home } from '../home.ts';

const pollMs = 200;

/**
 * Takes the right to write a dataset's pixel files, which one import, cache build or deletion at a time has,
 * of any process. It is free again when the process that had it is gone, however it went.
 * @param name of the dataset, which need not exist yet
 * @throws AppError dataset-busy
 */
export function lockDataset(home: Home, name: string): FileLock {
  const lock = tryLockDatasetKey(home, toDatasetKey(name));
  if (lock !== null) return lock;
  throw new AppError(
    'dataset-busy',
    `The dataset "${name}" is being imported or prepared right now. Wait for that to end, or cancel it.`,
    { dataset: name },
  );
}

/** Like `lockDataset`, waiting as long as another has it. Throws the signal's reason when it is aborted. */
export async function waitForDatasetLock(home: Home, name: string, signal: AbortSignal): Promise<FileLock> {
  for (;;) {
    signal.throwIfAborted();
    const lock = tryLockDatasetKey(home, toDatasetKey(name));
    if (lock !== null) return lock;
    await wait(pollMs, undefined, { signal });
  }
}

/** Takes the lock of the dataset with a key; null when another has it. */
export function tryLockDatasetKey(home: Home, key: string): FileLock | null {
  return tryLockFile(path.join(home.locksDirectory, `dataset-${key}.lock`));
}

/** What files are named after that belong to a name, which may hold what file names may not: its hash. */
export function toDatasetKey(name: string): string {
  return createHash('sha256').update(name.normalize('NFC')).digest('hex').slice(0, 16);
}

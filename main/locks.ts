import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type FileLock, tryLockFile } from './db/session-lock.ts';

/** One open application: the owner of the runs that it queued. */
export interface Session {
  readonly id: string;
  release(): void;
}

/** The locks of one home, by which processes that share it know of each other. */
export interface Locks {
  /** Opens a session of this process; its lock is free again when the process is gone, however it went. */
  openSession(): Session;
  /** Whether the process that opened a session still lives. */
  isSessionAlive(sessionId: string): boolean;
  /** The right to train on this home, which one process at a time has; null when another has it. */
  tryLockTraining(): FileLock | null;
  /**
   * The right to move this home, while which no other process opens it; null when another process, or work of
   * this one, holds anything here.
   */
  tryLockMoving(): FileLock | null;
  /** Whether a process moves this home at the moment. */
  isBeingMoved(): boolean;
  /** Removes the locks that dead processes left, and tells their sessions. */
  sweep(): string[];
}

const movingLockName = 'moving.lock';
const sessionLockPattern = /^session-([0-9a-f-]{36})\.lock$/;

/**
 * Locks as files in a home's folder of locks. A lock file says nothing by being there: what counts is
 * whether the operating system lets it be locked.
 *
 * @param directory folder of locks; it exists
 */
export function createLocks(directory: string): Locks {
  const own = new Set<string>();
  const toPath = (sessionId: string): string => path.join(directory, `session-${sessionId}.lock`);

  function isSessionAlive(sessionId: string): boolean {
    if (own.has(sessionId)) return true;
    const lockPath = toPath(sessionId);
    if (!existsSync(lockPath)) return false;
    const lock = tryLockFile(lockPath);
    if (lock === null) return true;
    removeLocked(lockPath, lock);
    return false;
  }

  /** Whether a lock is held, other than this process's sessions, which own nothing but what other locks tell. */
  function isAnythingHeld(): boolean {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.lock') && name !== movingLockName)
      .filter((name) => !own.has(sessionLockPattern.exec(name)?.[1] ?? ''))
      .some((name) => isHeld(path.join(directory, name)));
  }

  return {
    openSession() {
      const id = randomUUID();
      const lockPath = toPath(id);
      const lock = tryLockFile(lockPath);
      if (lock === null) throw new Error('the lock of a new session is taken');
      own.add(id);
      return {
        id,
        release() {
          own.delete(id);
          removeLocked(lockPath, lock);
        },
      };
    },
    isSessionAlive,
    tryLockTraining: () => tryLockFile(path.join(directory, 'training.lock')),
    tryLockMoving() {
      const lock = tryLockFile(path.join(directory, movingLockName));
      if (lock === null || !isAnythingHeld()) return lock;
      lock.release();
      return null;
    },
    isBeingMoved: () => isHeld(path.join(directory, movingLockName)),
    sweep() {
      const sessions = readdirSync(directory).flatMap((name) => sessionLockPattern.exec(name)?.[1] ?? []);
      return sessions.filter((sessionId) => !isSessionAlive(sessionId));
    },
  };
}

function isHeld(lockPath: string): boolean {
  if (!existsSync(lockPath)) return false;
  const lock = tryLockFile(lockPath);
  lock?.release();
  return lock === null;
}

/** Removes the file while its lock is still held, so that nobody can be about to take it for a live one. */
function removeLocked(lockPath: string, lock: FileLock): void {
  try {
    rmSync(lockPath, { force: true });
  } catch {
    // Windows refuses to remove an open file: the next sweep does it
  }
  lock.release();
}

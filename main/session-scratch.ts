import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locks } from './locks.ts';

/** A session's folder of half-made things. */
export interface SessionScratch {
  /** A path in it that nothing else uses. */
  makePath(ending: string): string;
  remove(): void;
}

const folderPattern = /^session-([0-9a-f-]{36})$/;

/** Makes the scratch folder of a session. */
export function openSessionScratch(scratchDirectory: string, sessionId: string): SessionScratch {
  const directory = path.join(scratchDirectory, `session-${sessionId}`);
  mkdirSync(directory, { recursive: true });
  return {
    makePath: (ending) => path.join(directory, `${randomUUID()}${ending}`),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Removes what sessions that are gone left in the scratch folder, and the folders of deleted runs. */
export function sweepScratch(scratchDirectory: string, locks: Pick<Locks, 'isSessionAlive'>): void {
  for (const name of readdirSync(scratchDirectory)) {
    const sessionId = folderPattern.exec(name)?.[1];
    const isLeftOver =
      sessionId === undefined ? name.startsWith('deleted-run-') : !locks.isSessionAlive(sessionId);
    if (isLeftOver) rmSync(path.join(scratchDirectory, name), { recursive: true, force: true });
  }
}

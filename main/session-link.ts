import type { Home } from './home.ts';
import type { Locks, Session } from './locks.ts';
import type { Log } from './log.ts';
import { openSessionScratch, type SessionScratch, sweepScratch } from './session-scratch.ts';

/** An application's session on its home, opened when something has to be owned. */
export interface SessionLink {
  open(): Session;
  makeScratchPath(ending: string): string;
  close(): void;
}

/** Looking at a library takes no session; the first to open one also tidies up after those that died. */
export function createSessionLink(options: {
  readonly home: Home;
  readonly locks: Locks;
  readonly log: Log;
}): SessionLink {
  const { home, locks, log } = options;
  let opened: { session: Session; scratch: SessionScratch } | null = null;

  function open(): { session: Session; scratch: SessionScratch } {
    if (opened !== null) return opened;
    const session = locks.openSession();
    try {
      locks.sweep();
      sweepScratch(home.scratchDirectory, locks);
    } catch (error) {
      log.warn({ error }, 'what dead sessions left could not be removed');
    }
    opened = { session, scratch: openSessionScratch(home.scratchDirectory, session.id) };
    return opened;
  }

  return {
    open: () => open().session,
    makeScratchPath: (ending) => open().scratch.makePath(ending),
    close() {
      if (opened === null) return;
      const { session, scratch } = opened;
      opened = null;
      try {
        scratch.remove();
      } catch (error) {
        log.warn({ error }, 'scratch files are left over');
      }
      session.release();
    },
  };
}

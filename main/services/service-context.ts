import type { DoChore } from '../chores/do-chore.ts';
import type { Database } from '../db/client.ts';
import type { Publish } from '../events.ts';
import type { Home } from '../home.ts';
import type { Locks, Session } from '../locks.ts';
import type { Log } from '../log.ts';
import type { TrainerHost } from '../trainer-host.ts';

/** What services work with. One is made an open application. */
export interface ServiceContext {
  readonly home: Home;
  readonly database: Database;
  readonly publish: Publish;
  /** Does what would hold up other answers. */
  readonly doChore: DoChore;
  readonly log: Log;
  readonly locks: Locks;
  /** This application's session, opened when it is first needed: looking at a library needs none. */
  readonly openSession: () => Session;
  /** A path in this session's scratch folder that nothing else uses; the folder goes when the session ends. */
  readonly makeScratchPath: (ending: string) => string;
  /** Aborted when the application closes. */
  readonly closing: AbortSignal;
  /** The trainer host, made when it is first needed. */
  readonly openTrainer: () => TrainerHost;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HomeMoveProgress, HomePlace } from '../../shared/domain/home-move.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodName } from '../../shared/ipc/contract.ts';
import { listBatches } from '../db/batches.ts';
import { listAliveRuns } from '../db/runs.ts';
import type { FileLock } from '../db/session-lock.ts';
import { listStudies } from '../db/studies.ts';
import { type HomeLocation, readHomeLocation, writeHomeLocation } from '../home-location.ts';
import { databaseName, removeLibrary } from '../library-files.ts';
import { createLocks } from '../locks.ts';
import { toMachineError } from '../machine-error.ts';
import {
  toHomeBusyError,
  toHomeMovedError,
  toHomeMovingError,
  toHomeNamedError,
} from './home/home-errors.ts';
import { moveHome, type Moved } from './home/home-move.ts';
import { prepareTarget } from './home/prepare-target.ts';
import type { ServiceContext } from './service-context.ts';

/** What is answered while the library is on its way: none of it changes the library. */
const answeredWhileMoving: ReadonlySet<MethodName> = new Set<MethodName>([
  'home:show',
  'home:cancel-move',
  'home:wait-for-move',
  'app:describe',
  'settings:show',
]);

/** The data folder: where it is, and moving it. */
export interface HomeService {
  show(): HomePlace;
  /** Begins to move; the event home:move-ended tells the end. @throws AppError home-named, home-busy, output-not-writable */
  move(wanted: string): Promise<void>;
  /** @throws AppError what ended the move early; input-invalid where none was begun */
  waitForMove(): Promise<Moved>;
  cancelMove(): void;
  /** @throws AppError home-busy where a process uses it */
  deleteFormer(): void;
  keepFormer(): void;
  /** @throws AppError home-busy, home-moved for a method that needs the library while that is on its way */
  refuseWhileMoving(method: MethodName): void;
  /** Cancels a move under way. */
  close(): Promise<void>;
}

/** @param options.settle waits until no call that is at work now is any more */
export function createHomeService(
  context: Pick<ServiceContext, 'home' | 'database' | 'locks' | 'log' | 'publish' | 'openTrainer'>,
  options: { readonly settle: () => Promise<void> },
): HomeService {
  const { home, database, locks, log, publish } = context;
  let progress: HomeMoveProgress | null = null;
  let lock: FileLock | null = null;
  let ended: Promise<Moved> | null = null;
  let cancellation = new AbortController();

  /** Keeps everybody else out of the library. @throws AppError home-busy */
  function lockLibrary(): FileLock {
    const isAtWork =
      listAliveRuns(database).some(({ owner }) => locks.isSessionAlive(owner)) ||
      listStudies(database).some(({ status }) => status === 'running') ||
      listBatches(database).some(({ owner }) => owner !== null && locks.isSessionAlive(owner)) ||
      context.openTrainer().isBusy;
    const taken = isAtWork || lock !== null ? null : locks.tryLockMoving();
    if (taken === null) throw toHomeBusyError(home.directory);
    return taken;
  }

  function letGo(): void {
    lock?.release();
    lock = null;
    progress = null;
  }

  async function work(target: string, locationDirectory: string, settled: Promise<void>): Promise<Moved> {
    const { signal } = cancellation;
    try {
      await settled;
      const moved = await moveHome(context, {
        target,
        locationDirectory,
        signal,
        onProgress(told) {
          progress = told;
          publish('home:move-progressed', told);
        },
      });
      log.info({ bytes: moved.bytes }, 'the library was moved');
      publish('home:move-ended', { home: target, error: null });
      return moved;
    } catch (thrown) {
      letGo();
      const error = toMachineError(thrown);
      if (!signal.aborted) log.warn({ error: thrown }, 'the library was not moved');
      publish('home:move-ended', { home: home.directory, error: error.toPayload() });
      throw error;
    }
  }

  /** Where the library was before; null where nothing of it is there any more. */
  function findFormer(): HomeLocation | null {
    if (home.locationDirectory === null) return null;
    const location = readHomeLocation(home.locationDirectory);
    const former = location?.former ?? null;
    return former !== null && existsSync(path.join(former, databaseName)) ? location : null;
  }

  function forgetFormer(): void {
    if (home.locationDirectory !== null) {
      writeHomeLocation(home.locationDirectory, { home: home.directory, former: null });
    }
  }

  return {
    show: () => ({
      home: home.directory,
      canMove: home.locationDirectory !== null,
      former: findFormer()?.former ?? null,
      move: progress,
    }),
    async move(wanted) {
      const { directory, locationDirectory } = home;
      if (locationDirectory === null) throw toHomeNamedError(directory);
      const target = path.resolve(wanted);
      const taken = lockLibrary();
      lock = taken;
      try {
        await prepareTarget(home, target);
      } catch (thrown) {
        letGo();
        throw thrown;
      }
      cancellation = new AbortController();
      progress = { target, phase: 'copying', doneBytes: 0, totalBytes: 0 };
      ended = work(target, locationDirectory, options.settle());
      // Whoever waits hears of a failure; without anyone, the event and the log tell.
      ended.catch(() => undefined);
    },
    async waitForMove() {
      if (ended === null) throw new AppError('input-invalid', 'The data folder is not being moved.');
      return await ended;
    },
    cancelMove: () => cancellation.abort(),
    deleteFormer() {
      const former = findFormer()?.former ?? null;
      if (former === null) return;
      const formerLock = createLocks(path.join(former, 'locks')).tryLockMoving();
      if (formerLock === null) throw toHomeBusyError(former);
      formerLock.release();
      removeLibrary(former);
      forgetFormer();
      log.info('the library at its former place was deleted');
    },
    keepFormer: forgetFormer,
    refuseWhileMoving(method) {
      if (progress === null || answeredWhileMoving.has(method)) return;
      throw progress.phase === 'moved'
        ? toHomeMovedError(progress.target)
        : toHomeMovingError(home.directory);
    },
    async close() {
      cancellation.abort();
      await ended?.catch(() => undefined);
      letGo();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { RunProgress } from '../../../shared/domain/run.ts';
import type { Message } from '../../../shared/ipc/message.ts';
import { isKeptRun, listKeptRuns, setQueueOrder, takeOverRun } from '../../db/kept-runs.ts';
import { endRun, findRun, isRunStopRequested, markRunStarted, setQueuedReason } from '../../db/runs.ts';
import type { FileLock } from '../../db/session-lock.ts';
import { toMachineError } from '../../machine-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { describeInterruption } from './describe-interruption.ts';
import { createProgressTracker, type ProgressTracker } from './run-progress.ts';
import { type RunOutcome, toTrainJobId, trainRun } from './train-run.ts';
import { toRunSummary } from './to-run.ts';

const progressIntervalMs = 200;
const stopCheckIntervalMs = 1000;
const lockCheckIntervalMs = 500;

/** How a run ends that was stopped while it waited. */
export const stoppedBeforeStart: RunOutcome = {
  status: 'stopped',
  reason: { code: 'stopped-before-start', message: 'Stopped before it started.', details: {} },
};
const waiting: Message = {
  code: 'waits-for-another-process',
  message: 'Waits for a run of another Negatoscope process on this library.',
  details: {},
};

const waitingForWindow: Message = {
  code: 'waits-for-window',
  message: 'Waits: its turn comes when Negatoscope is opened again.',
  details: {},
};

/** Why a run is stopped when it is not by a user's wish: it then counts as interrupted. */
const closing = Symbol('closing');

interface Entry {
  readonly runId: number;
  readonly stop: AbortController;
  readonly over: PromiseWithResolvers<null>;
  tracker: ProgressTracker | null;
}

interface UnstoredEnd {
  readonly outcome: RunOutcome;
  readonly error: unknown;
}

/**
 * The runs that this application has to train, one at a time; one at a time also among all the processes
 * that share the home, by its training lock.
 */
export class RunQueue {
  readonly #context: ServiceContext;
  readonly #entries: Entry[] = [];
  /** Ends that could not be stored, on a full disk for instance: tried again whenever runs are looked at. */
  readonly #unstoredEnds = new Map<number, UnstoredEnd>();
  #isTraining = false;
  /** Whether runs that wait outlive this application: those of a window. */
  #isKept = false;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Makes this the queue of a window: what waits in it waits on when the application is gone, and what waits in
   * that of one that is gone is taken over, in its order.
   */
  keep(): void {
    this.#isKept = true;
    const { database, locks, openSession } = this.#context;
    for (const run of listKeptRuns(database)) {
      if (locks.isSessionAlive(run.owner)) continue;
      if (takeOverRun(database, run, openSession().id)) this.add(run.id);
    }
  }

  /** Adds a run that is stored as queued and owned by this application's session. */
  add(runId: number): void {
    this.#entries.push({
      runId,
      stop: new AbortController(),
      over: Promise.withResolvers(),
      tracker: null,
    });
    this.#storeOrder();
    this.#announce(runId);
    void this.#work();
  }

  /** Runs in the order of their turns; the first is in training, or next to be. */
  list(): number[] {
    return this.#entries.map(({ runId }) => runId);
  }

  /**
   * Swaps a waiting run with its neighbour; one at the end of the line stays. Returns false for a run that does
   * not wait here.
   */
  move(runId: number, direction: 'earlier' | 'later'): boolean {
    const place = this.#entries.findIndex((entry) => entry.runId === runId);
    if (place < 1) return false;
    // The first has its turn already.
    const other = Math.max(1, direction === 'earlier' ? place - 1 : place + 1);
    const [moved, neighbour] = [this.#entries[place], this.#entries[other]];
    if (moved === undefined || neighbour === undefined || moved === neighbour) return true;
    this.#entries[other] = moved;
    this.#entries[place] = neighbour;
    this.#storeOrder();
    this.#context.publish('queue:reordered', { runs: this.list() });
    return true;
  }

  /** Resolves when a run of this queue is over; null for a run that is not in it. */
  whenOver(runId: number): Promise<null> | null {
    return this.#entries.find((entry) => entry.runId === runId)?.over.promise ?? null;
  }

  /** Stores the ends that could not be stored before. */
  storeEnds(): void {
    for (const [runId, { outcome }] of this.#unstoredEnds) this.#storeEnd(runId, outcome);
  }

  /** @throws AppError why the end of a run could not be stored, where that is so */
  throwUnstored(runId: number): void {
    const unstored = this.#unstoredEnds.get(runId);
    if (unstored !== undefined) throw toMachineError(unstored.error);
  }

  /** Stops a run of this queue: the best weights of one in training are kept. */
  stop(runId: number): void {
    const place = this.#entries.findIndex((entry) => entry.runId === runId);
    const entry = this.#entries[place];
    if (entry === undefined) return;
    entry.stop.abort();
    // One that waits behind another has nothing to end: it leaves the queue at once.
    if (place > 0) this.#finish(entry, stoppedBeforeStart);
  }

  /** Holds the run in training, or lets it go on. Returns false for a run that this queue doesn't train now. */
  hold(runId: number, action: 'pause' | 'continue'): boolean {
    const phase = this.#entries.find((entry) => entry.runId === runId)?.tracker?.progress.phase;
    if (phase === undefined || phase === 'preparing') return false;
    this.#context.openTrainer()[action](toTrainJobId(runId));
    return true;
  }

  /** Where the run in training stands; empty when none is. */
  listProgress(): RunProgress[] {
    return this.#entries.flatMap(({ tracker }) => tracker?.progress ?? []);
  }

  /**
   * Ends the run in training as interrupted, to be resumed; those that wait end so too, or wait on where the queue
   * is kept. Resolves when nothing runs any more.
   */
  async close(): Promise<void> {
    const open = [...this.#entries];
    for (const entry of open) entry.stop.abort(closing);
    await Promise.all(open.map((entry) => entry.over.promise));
  }

  async #work(): Promise<void> {
    if (this.#isTraining) return;
    this.#isTraining = true;
    const stopCheck = setInterval(() => this.#checkStops(), stopCheckIntervalMs);
    for (let entry = this.#entries[0]; entry !== undefined; entry = this.#entries[0]) {
      const outcome = await this.#train(entry).catch((thrown: unknown) => this.#giveUp(entry, thrown));
      this.#finish(entry, outcome);
    }
    clearInterval(stopCheck);
    this.#isTraining = false;
  }

  async #train(entry: Entry): Promise<RunOutcome> {
    const lock = await this.#waitForTrainingLock(entry);
    if (lock === null) return stoppedBeforeStart;
    try {
      const { database } = this.#context;
      markRunStarted(database, entry.runId);
      const run = findRun(database, entry.runId);
      if (run === null) return { status: 'stopped', reason: null };
      this.#announce(run.id);
      const tracker = createProgressTracker({ id: run.id, name: run.name, epochs: run.settings.epochs });
      entry.tracker = tracker;
      const onProgress = this.#createProgressPublisher(tracker);
      onProgress();
      return await trainRun(this.#context, run, { tracker, onProgress, signal: entry.stop.signal });
    } finally {
      lock.release();
    }
  }

  /** Waits for the right to train on this home; null when the run was stopped while it waited. */
  async #waitForTrainingLock({ runId, stop }: Entry): Promise<FileLock | null> {
    const { database, locks } = this.#context;
    for (let isTold = false; !stop.signal.aborted; isTold = true) {
      const lock = locks.tryLockTraining();
      if (lock !== null) return lock;
      if (!isTold) {
        setQueuedReason(database, runId, waiting);
        this.#announce(runId);
      }
      await sleep(lockCheckIntervalMs, null, { signal: stop.signal }).catch(() => null);
    }
    return null;
  }

  #finish(entry: Entry, outcome: RunOutcome): void {
    const { runId, stop, over } = entry;
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    const isCutShort = stop.signal.reason === closing && outcome.status === 'stopped';
    if (isCutShort && outcome === stoppedBeforeStart && this.#leaveWaiting(runId)) {
      over.resolve(null);
      return;
    }
    this.#storeEnd(
      runId,
      isCutShort
        ? { status: 'interrupted', reason: describeInterruption(this.#context, runId, 'app-closed') }
        : outcome,
    );
    over.resolve(null);
  }

  /** Leaves a run to the window that is opened next. Returns false for one that does not wait on. */
  #leaveWaiting(runId: number): boolean {
    const { database } = this.#context;
    if (!this.#isKept || !isKeptRun(database, runId)) return false;
    setQueuedReason(database, runId, waitingForWindow);
    this.#announce(runId);
    return true;
  }

  /** Order is a convenience: where it cannot be stored, on a full disk, the run is trained all the same. */
  #storeOrder(): void {
    if (!this.#isKept) return;
    try {
      setQueueOrder(this.#context.database, this.list());
    } catch (error) {
      this.#context.log.warn({ error }, 'the order of the queue was not stored');
    }
  }

  #storeEnd(runId: number, outcome: RunOutcome): void {
    const { database, openSession, log } = this.#context;
    try {
      endRun(database, { id: runId, owner: openSession().id }, outcome);
    } catch (error) {
      if (!this.#unstoredEnds.has(runId)) log.error({ run: runId, error }, 'the end of a run was not stored');
      this.#unstoredEnds.set(runId, { outcome, error });
      return;
    }
    this.#unstoredEnds.delete(runId);
    log.info({ run: runId, status: outcome.status }, 'run over');
    this.#announce(runId);
  }

  #giveUp(entry: Entry, thrown: unknown): RunOutcome {
    this.#context.log.error({ run: entry.runId, error: thrown }, 'run could not be trained');
    return { status: 'failed', reason: toMachineError(thrown).toPayload() };
  }

  #checkStops(): void {
    try {
      for (const { runId } of [...this.#entries]) {
        if (isRunStopRequested(this.#context.database, runId)) this.stop(runId);
      }
    } catch (error) {
      this.#context.log.warn({ error }, 'could not look for requests to stop');
    }
  }

  #announce(runId: number): void {
    try {
      const run = findRun(this.#context.database, runId);
      if (run !== null) this.#context.publish('run:changed', toRunSummary(this.#context, run));
    } catch (error) {
      this.#context.log.warn({ run: runId, error }, 'a change of a run could not be told');
    }
  }

  /** Publishes at most five times a second, and every change of phase or epoch at once. */
  #createProgressPublisher(tracker: ProgressTracker): () => void {
    let publishedAt = Number.NEGATIVE_INFINITY;
    let last: RunProgress | null = null;
    return () => {
      const { progress } = tracker;
      const isNews = progress.phase !== last?.phase || progress.epoch !== last.epoch;
      if (!isNews && performance.now() - publishedAt < progressIntervalMs) return;
      publishedAt = performance.now();
      last = progress;
      this.#context.publish('run:progressed', progress);
    };
  }
}

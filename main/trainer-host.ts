import path from 'node:path';
import type { Logger } from 'pino';
import type { EngineChoice, EngineDescription } from '../shared/domain/engine.ts';
import { AppError } from '../shared/ipc/app-error.ts';
import type { JobCommand, TrainerEvent } from '../shared/trainer-protocol.ts';
import { findNativeLibrary } from './native-library.ts';
import { JobTable, type JobEvent, type JobResult } from './trainer-host/job-table.ts';
import { makeTrainerEnvironment } from './trainer-host/trainer-environment.ts';
import { findNodeBinary, findTrainerEntry, readRuntime } from './trainer-host/trainer-location.ts';
import { TrainerProcess, type TrainerLaunch, type TrainerTimings } from './trainer-host/trainer-process.ts';

export type { JobEvent, JobResult } from './trainer-host/job-table.ts';
export type { TrainerTimings } from './trainer-host/trainer-process.ts';

const defaultTimings: TrainerTimings = {
  pingIntervalMs: 5000,
  silenceLimitMs: 120_000,
  startLimitMs: 600_000,
  shutDownMs: 5000,
  terminateMs: 2000,
};

export interface TrainerHostOptions {
  readonly engine: EngineChoice;
  readonly log: Logger;
  /** A trainer process has started, the first or a later one. */
  readonly onReady?: (description: EngineDescription) => void;
  /** A trainer process ended by itself; every job in it has been rejected with the same error. */
  readonly onCrash?: (error: AppError) => void;
  /** File to run instead of the app's trainer. */
  readonly trainerEntry?: string;
  readonly timings?: Partial<TrainerTimings>;
}

export interface RunOptions {
  /**
   * Called for every event of the job but `job-failed`, its last one included. If it throws, the job is stopped
   * and `run` rejects with what it threw.
   */
  readonly onEvent?: (event: JobEvent) => void;
  /** When aborted, the job is asked to stop; it then ends in its own way. */
  readonly signal?: AbortSignal;
}

export interface TrainerHost {
  /** Of the trainer that runs now; null when none does. */
  readonly description: EngineDescription | null;
  /** Of the trainer that runs now; null when none does. */
  readonly processId: number | null;
  /** Whether a job is in hand. */
  readonly isBusy: boolean;
  /**
   * Starts the trainer process where none runs, and waits until its engine is ready.
   *
   * @throws AppError engine-unavailable where the engine cannot run here; trainer-* where the process died first
   */
  start(): Promise<EngineDescription>;
  /**
   * Runs a job and resolves with the event that ends it well. Jobs run side by side in one process; after a
   * crash, the next job starts a new one.
   *
   * @throws AppError the job's own error; trainer-crashed, trainer-out-of-memory or trainer-unresponsive when
   *   the process is lost under it; run-cancelled when it was aborted before its start, or the host was closed
   */
  run<Command extends JobCommand>(command: Command, options?: RunOptions): Promise<JobResult<Command>>;
  /** Asks a job to stop at its next batch. */
  stop(jobId: string): void;
  /** Asks a training run to wait at its next batch. */
  pause(jobId: string): void;
  continue(jobId: string): void;
  /** Ends the trainer gracefully, then by force. No job can be run afterwards. */
  close(): Promise<void>;
}

/** Makes the one object through which main starts, watches and stops the trainer process. */
export function createTrainerHost(options: TrainerHostOptions): TrainerHost {
  return new Host(options);
}

/** A trainer process with what hangs on it. */
interface Session {
  readonly process: TrainerProcess;
  readonly ready: PromiseWithResolvers<EngineDescription>;
  readonly jobs: JobTable;
}

class Host implements TrainerHost {
  readonly #options: TrainerHostOptions;
  #session: Session | null = null;
  #isClosed = false;
  description: EngineDescription | null = null;

  constructor(options: TrainerHostOptions) {
    this.#options = options;
  }

  get processId(): number | null {
    return this.#session?.process.id ?? null;
  }

  get isBusy(): boolean {
    return (this.#session?.jobs.count ?? 0) > 0;
  }

  async start(): Promise<EngineDescription> {
    return await this.#open().ready.promise;
  }

  async run<Command extends JobCommand>(
    command: Command,
    options: RunOptions = {},
  ): Promise<JobResult<Command>> {
    const { onEvent = () => undefined, signal } = options;
    const session = this.#open();
    await session.ready.promise;
    if (this.#isClosed) throw toClosedError();
    if (signal?.aborted === true)
      throw new AppError('run-cancelled', 'The job was cancelled before it began.');
    const requestStop = (): void => {
      session.process.send({ type: 'stop', jobId: command.jobId });
    };
    const result = session.jobs.open(command, { onEvent, requestStop });
    session.process.send(command);
    signal?.addEventListener('abort', requestStop, { once: true });
    try {
      return await result;
    } finally {
      signal?.removeEventListener('abort', requestStop);
    }
  }

  stop(jobId: string): void {
    this.#session?.process.send({ type: 'stop', jobId });
  }

  pause(jobId: string): void {
    this.#session?.process.send({ type: 'pause', jobId });
  }

  continue(jobId: string): void {
    this.#session?.process.send({ type: 'continue', jobId });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#session?.process.shutDown();
  }

  #open(): Session {
    if (this.#isClosed) throw toClosedError();
    return (this.#session ??= this.#spawn());
  }

  #spawn(): Session {
    const { log, timings } = this.#options;
    const session: Session = {
      process: new TrainerProcess(this.#makeLaunch(), { ...defaultTimings, ...timings }, log, {
        onEvent: (event) => {
          this.#receive(session, event);
        },
        onExit: () => {
          this.#end(session, toClosedError());
        },
        onCrash: (error) => {
          this.#end(session, error);
          this.#options.onCrash?.(error);
        },
      }),
      ready: Promise.withResolvers(),
      jobs: new JobTable(),
    };
    // Whoever waits gets the rejection; nobody has to wait.
    session.ready.promise.catch(() => undefined);
    return session;
  }

  #receive(session: Session, event: TrainerEvent): void {
    if ('jobId' in event) {
      session.jobs.deliver(event);
    } else if (event.type === 'ready') {
      this.description = event.description;
      session.ready.resolve(event.description);
      this.#options.onReady?.(event.description);
    } else if (event.type === 'engine-failed') {
      session.ready.reject(AppError.fromPayload(event.error));
      // It ends by itself; asked to as well, its end is an exit and no crash.
      void session.process.shutDown();
    }
  }

  #end(session: Session, reason: AppError): void {
    this.#session = null;
    this.description = null;
    session.ready.reject(reason);
    session.jobs.rejectAll(reason);
  }

  #makeLaunch(): TrainerLaunch {
    const runtime = readRuntime();
    const entry = this.#options.trainerEntry ?? findTrainerEntry();
    const { resourcesFolder } = runtime;
    const native = findNativeLibrary(resourcesFolder === undefined ? {} : { resourcesFolder });
    return {
      nodeBinary: findNodeBinary(runtime),
      arguments: [entry, '--engine', this.#options.engine],
      environment: makeTrainerEnvironment(process.env, native, runtime.platform),
      appFolder: path.resolve(path.dirname(entry), '..', '..'),
    };
  }
}

function toClosedError(): AppError {
  return new AppError('run-cancelled', 'The app was closed before the job ended.');
}

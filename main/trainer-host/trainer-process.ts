import { spawn, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AppError } from '../../shared/ipc/app-error.ts';
import { trainerEventSchema, type TrainerCommand, type TrainerEvent } from '../../shared/trainer-protocol.ts';
import { explainCrash } from './explain-crash.ts';
import { Heartbeat, type HeartbeatTimings } from './heartbeat.ts';
import { LogTail } from './log-tail.ts';
import { countOutOfMemoryKills } from './out-of-memory-kills.ts';

/** What to run, and in which environment. */
export interface TrainerLaunch {
  readonly nodeBinary: string;
  readonly arguments: readonly string[];
  readonly environment: Record<string, string | undefined>;
  /** Paths within it may stand in the log. */
  readonly appFolder: string;
}

export interface TrainerTimings extends HeartbeatTimings {
  /** How long a trainer asked to shut down may take before it is sent SIGTERM. */
  readonly shutDownMs: number;
  /** How long after SIGTERM before SIGKILL. */
  readonly terminateMs: number;
}

/** Exit and crash are separate: exactly one of `onExit` and `onCrash` is called, once, after the last event. */
export interface TrainerListener {
  onEvent(event: TrainerEvent): void;
  /** The process ended because it was asked to. */
  onExit(): void;
  /** The process ended by itself, hung, or broke the protocol. */
  onCrash(error: AppError): void;
}

/** How long a process that is gone may keep its pipes open, as when a child of its own holds them. */
const drainMs = 1000;

/** One trainer process, from its start to its end. */
export class TrainerProcess {
  readonly #child: ChildProcess;
  readonly #listener: TrainerListener;
  readonly #timings: TrainerTimings;
  readonly #log: Logger;
  readonly #heartbeat: Heartbeat;
  readonly #tail: LogTail;
  readonly #ended = Promise.withResolvers<null>();
  readonly #killsBefore = countOutOfMemoryKills();
  #isAskedToEnd = false;
  #hasEnded = false;
  #fault: AppError | null = null;
  #memoryBytes: number | null = null;

  constructor(launch: TrainerLaunch, timings: TrainerTimings, log: Logger, listener: TrainerListener) {
    this.#listener = listener;
    this.#timings = timings;
    this.#tail = new LogTail(launch.appFolder);
    this.#child = spawn(launch.nodeBinary, launch.arguments, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      env: launch.environment,
      windowsHide: true,
      // A process group of its own: Ctrl-C in a terminal reaches main alone, which then ends the trainer gently.
      detached: process.platform !== 'win32',
    });
    this.#log = log.child({ trainer: this.id });
    this.#heartbeat = new Heartbeat({
      timings,
      ping: (sequence) => {
        this.send({ type: 'ping', sequence });
      },
      onSilence: (silentMs) => {
        this.#giveUp(toUnresponsiveError(silentMs));
      },
    });
    this.#follow();
  }

  /** The system's number for the process; null where it could not be started. */
  get id(): number | null {
    return this.#child.pid ?? null;
  }

  /** Sends a command. To a process that is going, it is lost: its end is told by the listener. */
  send(command: TrainerCommand): void {
    if (!this.#child.connected) return;
    this.#child.send(command, (error) => {
      if (error !== null)
        this.#log.debug({ code: error.name, command: command.type }, 'command not delivered');
    });
  }

  /** Ends the process: asks, then SIGTERM, then SIGKILL. Resolves when it is gone. */
  async shutDown(): Promise<void> {
    this.#isAskedToEnd = true;
    this.#heartbeat.stop();
    this.send({ type: 'shut-down' });
    if (await this.#isGoneWithin(this.#timings.shutDownMs)) return;
    this.#log.warn('trainer did not shut down when asked: sending SIGTERM');
    this.#child.kill('SIGTERM');
    if (await this.#isGoneWithin(this.#timings.terminateMs)) return;
    this.#log.warn('trainer did not heed SIGTERM: sending SIGKILL');
    this.#child.kill('SIGKILL');
    await this.#ended.promise;
  }

  #follow(): void {
    const child = this.#child;
    // Both are read to their end: a full pipe would block the trainer.
    if (child.stdout !== null) this.#tail.follow(child.stdout);
    if (child.stderr !== null) this.#tail.follow(child.stderr);
    child.on('message', (message) => {
      this.#receive(message);
    });
    child.on('error', (error) => {
      if (child.pid === undefined) this.#end(toStartError(error), null, null);
      else this.#log.warn({ err: error }, 'trainer process error');
    });
    // `close` comes after the last message and the last line; `exit` may come before both.
    child.on('close', (exitCode, signal) => {
      this.#end(this.#fault, exitCode, signal);
    });
    child.on('exit', (exitCode, signal) => {
      void sleep(drainMs, null, { ref: false }).then(() => {
        this.#end(this.#fault, exitCode, signal);
      });
    });
  }

  #receive(message: unknown): void {
    if (this.#fault !== null || this.#hasEnded) return;
    const parsed = trainerEventSchema.safeParse(message);
    if (!parsed.success) {
      this.#log.error(
        { issues: parsed.error.issues.map(({ path, code }) => ({ path, code })) },
        'bad message',
      );
      this.#giveUp(toProtocolError());
      return;
    }
    const event = parsed.data;
    if ('memoryBytes' in event) this.#memoryBytes = event.memoryBytes;
    this.#heartbeat.hear();
    if (event.type === 'ready') this.#heartbeat.markStarted();
    this.#listener.onEvent(event);
  }

  /** Kills a process that can no longer be trusted; the listener hears of it once the process is gone. */
  #giveUp(error: AppError): void {
    if (this.#isAskedToEnd) return;
    this.#fault ??= error;
    this.#child.kill('SIGKILL');
  }

  #end(fault: AppError | null, exitCode: number | null, signal: NodeJS.Signals | null): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#heartbeat.stop();
    this.#ended.resolve(null);
    if (this.#isAskedToEnd && fault === null) {
      this.#log.info({ exitCode, signal }, 'trainer ended');
      this.#listener.onExit();
      return;
    }
    const error = fault ?? this.#explain(exitCode, signal);
    this.#log.error(
      { exitCode, signal, code: error.code, memoryBytes: this.#memoryBytes, lastLines: this.#tail.lines },
      'trainer crashed',
    );
    this.#listener.onCrash(error);
  }

  #explain(exitCode: number | null, signal: NodeJS.Signals | null): AppError {
    const killsNow = countOutOfMemoryKills();
    return explainCrash({
      exitCode,
      signal,
      lastLines: this.#tail.lines,
      memoryBytes: this.#memoryBytes,
      totalMemoryBytes: os.totalmem(),
      outOfMemoryKills: killsNow === null || this.#killsBefore === null ? null : killsNow - this.#killsBefore,
    });
  }

  async #isGoneWithin(limitMs: number): Promise<boolean> {
    const timer = new AbortController();
    const isGone = await Promise.race([
      this.#ended.promise.then(() => true),
      sleep(limitMs, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    return isGone;
  }
}

function toUnresponsiveError(silentMs: number): AppError {
  const seconds = Math.round(silentMs / 1000);
  return new AppError(
    'trainer-unresponsive',
    `The training process gave no sign of life for ${seconds} s and was ended. A run can be resumed from its ` +
      'last checkpoint.',
    { seconds },
  );
}

function toProtocolError(): AppError {
  return new AppError(
    'trainer-crashed',
    'The training process sent something that is not understood and was ended. Its files and the app may be of ' +
      'different versions: build or install the app again.',
  );
}

function toStartError(cause: Error): AppError {
  return new AppError(
    'engine-unavailable',
    'The training process could not be started. In a clone of the repository, `npm run setup` mends this; ' +
      'elsewhere, install the app again.',
    {},
    { cause },
  );
}

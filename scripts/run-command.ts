import { spawn, type ChildProcess } from 'node:child_process';
import os from 'node:os';

export interface RunCommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The command is killed, with all it started, when it runs longer. */
  readonly timeoutMs: number;
  /** The command is killed when `measure` returns the same number for `limitMs`. */
  readonly stall?: { readonly limitMs: number; readonly measure: () => number };
  /** Called with every piece of output, both streams. */
  readonly onOutput?: (text: string) => void;
}

export interface CommandResult {
  readonly ending: 'exited' | 'missing' | 'timed-out' | 'stalled';
  /** The exit status; null when the command was killed or could not start. */
  readonly status: number | null;
  /** The last 16,000 characters of both streams. */
  readonly output: string;
}

const OUTPUT_TAIL_LENGTH = 16_000;
const STALL_CHECK_INTERVAL_MS = 1000;
const runningCommands = new Set<ChildProcess>();

/**
 * Runs a background command with a bounded life and captured output. It never throws: a command that cannot start is
 * the ending `missing`. Interrupting this process kills the command and whatever it started.
 */
export function runCommand(
  file: string,
  commandArguments: readonly string[],
  options: RunCommandOptions,
): Promise<CommandResult> {
  const child = spawn(file, commandArguments, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Its own group, so that a make or a compiler beneath it is stopped with it.
    detached: process.platform !== 'win32',
  });
  addRunning(child);
  let output = '';
  const take = (chunk: Buffer): void => {
    const text = chunk.toString();
    output = (output + text).slice(-OUTPUT_TAIL_LENGTH);
    options.onOutput?.(text);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => {
    let ending: CommandResult['ending'] = 'exited';
    const stopWatching = watch(options, (why) => {
      ending = why;
      killGroup(child);
    });
    const end = (status: number | null, isMissing: boolean): void => {
      stopWatching();
      removeRunning(child);
      resolve({ ending: isMissing ? 'missing' : ending, status, output });
    };
    child.on('error', () => end(null, true));
    child.on('close', (status) => end(status, false));
  });
}

function watch(options: RunCommandOptions, stop: (why: 'timed-out' | 'stalled') => void): () => void {
  const timeout = setTimeout(() => stop('timed-out'), options.timeoutMs);
  const { stall } = options;
  let last = Number.NaN;
  let lastChangeMs = Date.now();
  const check = (): void => {
    if (stall === undefined) return;
    const now = stall.measure();
    if (now !== last) {
      last = now;
      lastChangeMs = Date.now();
    } else if (Date.now() - lastChangeMs > stall.limitMs) stop('stalled');
  };
  const interval = stall === undefined ? undefined : setInterval(check, STALL_CHECK_INTERVAL_MS);
  return () => {
    clearTimeout(timeout);
    clearInterval(interval);
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** While commands run, this process's end is theirs; at other times signals mean what they usually do. */
function addRunning(child: ChildProcess): void {
  if (runningCommands.size === 0) for (const signal of STOP_SIGNALS) process.on(signal, stopAll);
  runningCommands.add(child);
}

function removeRunning(child: ChildProcess): void {
  runningCommands.delete(child);
  if (runningCommands.size === 0) for (const signal of STOP_SIGNALS) process.off(signal, stopAll);
}

function stopAll(signal: NodeJS.Signals): void {
  for (const child of runningCommands) killGroup(child);
  process.exit(128 + os.constants.signals[signal]);
}

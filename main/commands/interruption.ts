import { exitStatus } from './exit-status.ts';

/** What Ctrl-C and requests to end do to a command. */
export interface Interruption {
  /** Says what the first Ctrl-C does, instead of ending the command: it stops the work, which then ends. */
  onInterrupt(stop: () => void): void;
  /** Resolves with an exit status when the command has to be left as it is. */
  readonly quit: Promise<number>;
  /** Whether Ctrl-C was pressed. */
  readonly isInterrupted: boolean;
  dispose(): void;
}

/** A terminal and a wrapper may both pass one Ctrl-C on: what comes within this time is the same one. */
const repeatLimitMs = 300;
const starterCheckMs = 500;

/**
 * Listens to signals. The first Ctrl-C stops the work gently, a second one leaves at once. SIGTERM and
 * SIGHUP (the terminal was closed) leave the work as it is: a run is interrupted, and can be resumed. So does the end
 * of the program that started this one and names itself in NEGATOSCOPE_STARTER: it was killed by what it could not
 * pass on.
 *
 * @param note tells the user
 */
export function listenToSignals(note: (line: string) => void): Interruption {
  let stop: (() => void) | null = null;
  let interruptedAt: number | null = null;
  const { promise: quit, resolve: leave } = Promise.withResolvers<number>();

  const onSigint = (): void => {
    if (interruptedAt !== null) {
      if (performance.now() - interruptedAt > repeatLimitMs) process.exit(exitStatus.cancelled);
      return;
    }
    interruptedAt = performance.now();
    if (stop === null) {
      leave(exitStatus.cancelled);
      return;
    }
    note('Stopping; press Ctrl-C again to leave at once.');
    stop();
  };
  const onSigterm = (): void => leave(143);
  const onSighup = (): void => leave(129);
  const stopWatching = watchStarter(onSigterm);
  process.on('SIGINT', onSigint).on('SIGTERM', onSigterm).on('SIGHUP', onSighup);

  return {
    onInterrupt(newStop) {
      stop = newStop;
    },
    quit,
    get isInterrupted() {
      return interruptedAt !== null;
    },
    dispose() {
      stopWatching();
      process.off('SIGINT', onSigint).off('SIGTERM', onSigterm).off('SIGHUP', onSighup);
    },
  };
}

/** Watches whether this process has become another's child. On Windows none does. @returns what ends the watch */
function watchStarter(onGone: () => void): () => void {
  const starter = Number(process.env['NEGATOSCOPE_STARTER']);
  if (process.ppid !== starter) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid !== starter) onGone();
  }, starterCheckMs);
  timer.unref();
  return () => clearInterval(timer);
}

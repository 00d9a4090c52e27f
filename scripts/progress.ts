/** A long step's voice on standard error; standard output stays free for a command's own document. */
export interface Progress {
  /** Tells how far the step is; `total` 0 means unknown. Bytes are shown as MB. */
  update(state: ProgressState): void;
  /** Ends the step with what came of it. */
  finish(outcome?: string): void;
  /** Ends the step as failed; whoever handles the failure says why. */
  fail(): void;
}

export interface ProgressState {
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'items';
  /** A word on what is waited for, shown after the figures. */
  readonly note?: string;
}

const TERMINAL_INTERVAL_MS = 500;
const LOG_INTERVAL_MS = 10_000;

/** Prints one line of set-up news on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Starts a step: on a terminal one line that is rewritten twice a second, elsewhere a line at the start, one every
 * ten seconds and one at the end.
 */
export function startProgress(title: string): Progress {
  const startedMs = Date.now();
  const isTerminal = process.stderr.isTTY;
  let state: ProgressState = { done: 0, total: 0, unit: 'items' };
  const elapsedMs = (): number => Date.now() - startedMs;
  const line = (): string => `${title} … ${formatProgress(state, elapsedMs())}`;
  const show = (): void => {
    process.stderr.write(isTerminal ? `\r\x1b[K${line()}` : `${line()}\n`);
  };
  if (!isTerminal) say(`${title} …`);
  const timer = setInterval(show, isTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS);
  timer.unref();
  const end = (text: string): void => {
    clearInterval(timer);
    say(`${isTerminal ? '\r\x1b[K' : ''}${text}`);
  };
  return {
    update: (next) => {
      state = next;
    },
    finish: (outcome = 'done') => end(`${title}: ${outcome} (${formatSeconds(elapsedMs())})`),
    fail: () => end(`${title}: failed`),
  };
}

/** Words for how far a step is: share, amount, elapsed and, once it can be told, the time left. */
export function formatProgress(state: ProgressState, elapsedMs: number): string {
  const parts: string[] = [];
  if (state.total > 0) {
    const share = Math.min(state.done / state.total, 1);
    parts.push(`${Math.floor(share * 100)} % of ${formatAmount(state.total, state.unit)}`);
    parts.push(formatSeconds(elapsedMs));
    if (share > 0.02 && share < 1)
      parts.push(`about ${formatSeconds((elapsedMs * (1 - share)) / share)} left`);
  } else {
    if (state.done > 0) parts.push(formatAmount(state.done, state.unit));
    parts.push(formatSeconds(elapsedMs));
  }
  if (state.note !== undefined) parts.push(state.note);
  return parts.join(', ');
}

/** Elapsed time as `0.4 s`, `12 s` or `3 min 05 s`. */
export function formatSeconds(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Bytes as decimal megabytes or gigabytes, the way downloads are counted. */
export function formatBytes(sizeBytes: number): string {
  return sizeBytes >= 1e9 ? `${(sizeBytes / 1e9).toFixed(1)} GB` : `${Math.round(sizeBytes / 1e6)} MB`;
}

function formatAmount(amount: number, unit: ProgressState['unit']): string {
  return unit === 'bytes' ? formatBytes(amount) : String(amount);
}

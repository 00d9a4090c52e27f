import type { AppErrorPayload } from '../../shared/ipc/app-error.ts';
import { cutText } from './text-width.ts';

/** A line of progress at most this often where it cannot be drawn over the last one. */
const plainIntervalMs = 10_000;
const drawIntervalMs = 100;

export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, written?: (error?: Error | null) => void): boolean;
}

/** Where a command writes: its document to standard output, everything else to standard error. */
export interface Terminal {
  /** The command's result: as its one JSON document, or as text. */
  print(document: unknown, toText: () => string): void;
  /** Text on standard output, for what comes bit by bit; with `--json` it goes to standard error. */
  tell(text: string): void;
  /** A line on standard error. */
  note(line: string): void;
  /** Where the work stands: drawn over the last such line, or, not on a terminal, a line now and then. */
  showProgress(line: string): void;
  /** What went wrong: one line on standard error, and with `--json` a document of it. */
  printError(error: AppErrorPayload): void;
  /** Waits until all of it is written. */
  flush(): Promise<void>;
}

export interface TerminalOptions {
  readonly isJson: boolean;
  readonly out: Output;
  readonly err: Output;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

export function createTerminal({ isJson, out, err, now }: TerminalOptions): Terminal {
  let isLineDrawn = false;
  let drawnAt = Number.NEGATIVE_INFINITY;

  function clearLine(): void {
    if (isLineDrawn) err.write('\r\u001B[2K');
    isLineDrawn = false;
  }

  function writeOut(text: string): void {
    clearLine();
    out.write(`${text}\n`);
  }

  function note(line: string): void {
    clearLine();
    err.write(`${toPrintable(line)}\n`);
  }

  return {
    print(document, toText) {
      writeOut(isJson ? JSON.stringify(document, null, 2) : toPrintable(toText()));
    },
    tell(text) {
      if (isJson) note(text);
      else writeOut(toPrintable(text));
    },
    note,
    showProgress(line) {
      const interval = err.isTTY === true ? drawIntervalMs : plainIntervalMs;
      if (now() - drawnAt < interval) return;
      drawnAt = now();
      if (err.isTTY !== true) {
        note(line);
        return;
      }
      clearLine();
      err.write(cutText(toPrintable(line), toColumns(err) - 1));
      isLineDrawn = true;
    },
    printError(error) {
      clearLine();
      if (isJson) writeOut(JSON.stringify({ error }, null, 2));
      note(`negatoscope: ${error.message}`);
    },
    async flush() {
      clearLine();
      await Promise.all([out, err].map(settle));
    },
  };
}

/** A terminal that does not know its width says 0. */
function toColumns({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}

/** A name or a path may hold control characters, which a terminal would obey. */
function toPrintable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '\uFFFD');
}

async function settle(output: Output): Promise<void> {
  await new Promise<void>((resolve) => {
    output.write('', () => resolve());
  });
}

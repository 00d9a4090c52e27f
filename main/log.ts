import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { toLoggedError } from './logged-error.ts';

/**
 * What parts of the program write to the log: codes, counts, run ids. Never a patient's name or id, a file's
 * name, or pixels; errors go through `toLoggedError` under the key `error`.
 */
export type Log = pino.Logger;

const daysKept = 14;
/** Names of the log's files; the day is UTC's. */
export const logNamePattern = /^negatoscope-(\d{4}-\d{2}-\d{2})\.log$/;

/**
 * Opens the log of a home: JSON lines in `negatoscope-YYYY-MM-DD.log`, a file a day (UTC), 14 days kept.
 * Lines are appended synchronously, so that the last ones before a crash are there, and several processes
 * may share a file. A log that cannot be written is given up without a word: it must not stop the work.
 *
 * NEGATOSCOPE_LOG_LEVEL=debug has it write more.
 *
 * @param directory the home's folder of logs; created when missing
 * @param context fields of every line (front, session)
 */
export function openLog(directory: string, context: Record<string, string>): Log {
  dropOldLogs(directory, new Date());
  const destination = {
    write(line: string): void {
      try {
        mkdirSync(directory, { recursive: true });
        appendFileSync(path.join(directory, toLogName(new Date())), line);
      } catch {
        // a full disk or a removed folder
      }
    },
  };
  return pino(
    {
      base: { process: process.pid, ...context },
      timestamp: pino.stdTimeFunctions.isoTime,
      level: chooseLevel(process.env['NEGATOSCOPE_LOG_LEVEL']),
      serializers: { error: toLoggedError, err: toLoggedError },
    },
    destination,
  );
}

/** The level asked for, where there is one of that name; else `info`. */
function chooseLevel(wanted: string | undefined): string {
  return wanted !== undefined && wanted in pino.levels.values ? wanted : 'info';
}

function toLogName(date: Date): string {
  return `negatoscope-${date.toISOString().slice(0, 10)}.log`;
}

/** Removes the logs of more than 14 days ago; files of other names are left alone. */
function dropOldLogs(directory: string, now: Date): void {
  const oldestKept = new Date(now.getTime() - daysKept * 24 * 3600 * 1000).toISOString().slice(0, 10);
  try {
    for (const name of readdirSync(directory)) {
      const day = logNamePattern.exec(name)?.[1];
      if (day !== undefined && day < oldestKept) rmSync(path.join(directory, name), { force: true });
    }
  } catch {
    // no folder yet, or a file in use: next time
  }
}

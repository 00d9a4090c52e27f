import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type LogEntry, logLevels } from '../../shared/domain/log-entry.ts';
import { logNamePattern } from '../log.ts';

/** How much of a log's end is looked at: enough for about a thousand lines. */
const tailBytes = 256 * 1024;

/** A line as pino writes it. */
const lineSchema = z.looseObject({ level: z.number(), time: z.string(), msg: z.string().default('') });

/**
 * The last lines of the newest log, oldest first. A line that is not whole or no line of a log is left out; a
 * folder that cannot be read has none.
 *
 * @param directory the home's folder of logs
 */
export async function readLog(directory: string, mostEntries: number): Promise<LogEntry[]> {
  const names = await readdir(directory).catch(() => []);
  const newest = names
    .filter((name) => logNamePattern.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) return [];
  const text = await readEnd(path.join(directory, newest));
  return text
    .split('\n')
    .flatMap((line) => parseLine(line) ?? [])
    .slice(-mostEntries);
}

async function readEnd(file: string): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - start), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): LogEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return null;
  const { level, time, msg, ...others } = parsed.data;
  const details = Object.keys(others).length === 0 ? '' : JSON.stringify(others);
  return { time, level: toLevelName(level), message: msg, details };
}

/** pino counts in tens: 10 is trace, 60 is fatal. */
function toLevelName(level: number): LogEntry['level'] {
  const place = Math.min(Math.max(Math.round(level / 10) - 1, 0), logLevels.length - 1);
  return logLevels[place] ?? 'info';
}

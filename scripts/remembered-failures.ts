import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const failureSchema = z.object({ atMs: z.number(), reason: z.string() });
const failuresSchema = z.record(z.string(), failureSchema);
type Failures = z.infer<typeof failuresSchema>;

/** How long a failed attempt is not repeated by itself. */
export const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** The reason `key` failed within the last day, or null when it may be tried (again). */
export function recallFailure(file: string, key: string, nowMs: number): string | null {
  const failure = readFailures(file)[key];
  if (failure === undefined) return null;
  const ageMs = nowMs - failure.atMs;
  return ageMs >= 0 && ageMs < REMEMBERED_MS ? failure.reason : null;
}

/** Notes that `key` failed at `nowMs`, so that the next start does not wait for the same failure. */
export function rememberFailure(file: string, key: string, reason: string, nowMs: number): void {
  writeFailures(file, { ...readFailures(file), [key]: { atMs: nowMs, reason } });
}

/** Forgets `key`'s failure. */
export function forgetFailure(file: string, key: string): void {
  const failures = readFailures(file);
  if (!(key in failures)) return;
  writeFailures(file, Object.fromEntries(Object.entries(failures).filter(([name]) => name !== key)));
}

function readFailures(file: string): Failures {
  try {
    return failuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function writeFailures(file: string, failures: Failures): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(failures, null, 2)}\n`);
    renameSync(partial, file);
  } catch {
    // A note that cannot be written costs only a repeated attempt; it must not stop set-up.
  }
}

import { readFileSync } from 'node:fs';

/**
 * Reads how many processes Linux has killed for lack of memory since it started (`oom_kill` in
 * `/proc/vmstat`, Linux 4.13 and later). Null on other systems.
 */
export function countOutOfMemoryKills(): number | null {
  try {
    return parseOutOfMemoryKills(readFileSync('/proc/vmstat', 'utf8'));
  } catch {
    return null;
  }
}

/** The `oom_kill` line of a `/proc/vmstat`; null where it has none. */
export function parseOutOfMemoryKills(vmstat: string): number | null {
  const match = /^oom_kill (\d+)$/m.exec(vmstat);
  return match?.[1] === undefined ? null : Number(match[1]);
}

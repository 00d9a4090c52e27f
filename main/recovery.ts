/** What to do about a page whose process is gone: nothing, load it again, or ask first. */
export type Recovery = 'none' | 'reload' | 'ask';

/** A page that dies twice within this time would die for ever. */
const crashLoopMs = 60_000;

/**
 * Decides what to do about a page whose process is gone.
 *
 * @param reason Electron's word for it; `clean-exit` is no crash
 * @param lastCrashMs when it crashed before, null for the first time
 */
export function decideRecovery(reason: string, lastCrashMs: number | null, nowMs: number): Recovery {
  if (reason === 'clean-exit') return 'none';
  const isLoop = lastCrashMs !== null && nowMs - lastCrashMs < crashLoopMs;
  return isLoop ? 'ask' : 'reload';
}

import { setImmediate as giveWay } from 'node:timers/promises';

/**
 * The longest that one turn of this thread keeps it from others while a call is answered, in milliseconds of the
 * thread's own processor time: of other work on the machine, and of waiting for a disk, it tells nothing.
 */
export async function measureLongestTurnMs(call: () => Promise<unknown>): Promise<number> {
  let spentUs = readSpentUs();
  let longestUs = 0;
  const over = new AbortController();
  const answered = call().finally(() => over.abort());
  // The promise is looked at in the end, with whatever it throws.
  answered.catch(() => undefined);
  do {
    const nowUs = readSpentUs();
    longestUs = Math.max(longestUs, nowUs - spentUs);
    spentUs = nowUs;
    await giveWay();
  } while (!over.signal.aborted);
  await answered;
  return Math.max(longestUs, readSpentUs() - spentUs) / 1000;
}

function readSpentUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

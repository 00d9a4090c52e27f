import os from 'node:os';

/**
 * How many files are read and decoded at a time: twice the threads that do it, so that none waits for the
 * next file. Decoding happens in libuv's threads, 4 unless UV_THREADPOOL_SIZE says otherwise when the process
 * starts.
 */
export function toReadingParallelism(): number {
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
  return 2 * Math.max(1, Number.isFinite(threads) ? Math.min(threads, os.availableParallelism() * 2) : 4);
}

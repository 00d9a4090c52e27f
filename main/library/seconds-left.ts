/** Below these an estimate would jump about. */
const fewestSeconds = 1;
const fewestItems = 10;

/**
 * How long the rest takes if it goes on as fast as it went so far; null until that means something (a second
 * and ten items).
 */
export function estimateSecondsLeft(done: number, total: number, seconds: number): number | null {
  if (seconds < fewestSeconds || done < fewestItems) return null;
  return ((total - done) * seconds) / done;
}

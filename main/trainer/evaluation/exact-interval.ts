import type { Interval } from '../../../shared/domain/metric.ts';

/** What each side of a 95 % interval leaves out. */
const tail = 0.025;

/**
 * Clopper and Pearson's exact 95 % interval (1934) of a share that is 0 or 1, where drawing patients again gives
 * that share each time and so no interval: of n patients who are all alike, 0 to 1 - 0.025^(1/n), or
 * 0.025^(1/n) to 1. A patient counts once, however many images there are of them.
 *
 * @param patients whose images the share is of, at least one
 */
export function calculateExactInterval(share: 0 | 1, patients: number): Interval {
  const bound = tail ** (1 / patients);
  return share === 1 ? [bound, 1] : [0, 1 - bound];
}

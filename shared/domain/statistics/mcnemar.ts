/** How two readers of the same images differ. */
export interface Disagreement {
  /** Images that the first alone is right on. */
  readonly onlyFirst: number;
  /** Images that the second alone is right on. */
  readonly onlySecond: number;
}

/**
 * McNemar's exact test (1947): whether two models are right equally often on the same images. The images on
 * which just one is right fall to either as a fair coin would; this is the chance of a split at least as
 * uneven, on both sides.
 *
 * @returns 1 where they never differ
 */
export function testMcnemar({ onlyFirst, onlySecond }: Disagreement): number {
  const tosses = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // In logarithms, since 2^-tosses underflows beyond some thousand.
  let logChance = -tosses * Math.LN2;
  let tail = Math.exp(logChance);
  for (let heads = 1; heads <= fewer; heads += 1) {
    logChance += Math.log((tosses - heads + 1) / heads);
    tail += Math.exp(logChance);
  }
  return Math.min(1, 2 * tail);
}

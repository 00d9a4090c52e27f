import { selectScores, type LabelledScores } from './labelled-scores.ts';

/** How one class's scores are spread over [0, 1]. */
export interface ScoreHistogram {
  /** The share of the class's images in each of the equal bins; zeros where the class has no image. */
  readonly shares: readonly number[];
  readonly images: number;
}

/**
 * The histogram of one class's scores in equal bins of [0, 1], each with its lower edge and the last with
 * both (numpy's `histogram`), as shares of the class, so that a rare class shows as well as a common one.
 *
 * @param bins how many; 20 unless told
 */
export function countScoreHistogram(labelled: LabelledScores, label: 0 | 1, bins = 20): ScoreHistogram {
  const scores = selectScores(labelled, label);
  const counts = new Array<number>(bins).fill(0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.floor(score * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { shares: counts.map((count) => count / Math.max(1, scores.length)), images: scores.length };
}

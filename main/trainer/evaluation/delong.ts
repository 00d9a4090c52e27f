import type { Interval } from '../../../shared/domain/metric.ts';
import { selectScores, type LabelledScores } from '../../../shared/domain/statistics/labelled-scores.ts';
import { calculateRocAuc } from './roc.ts';
import { rankScores } from './rank-scores.ts';

/** The 97.5 % point of the standard normal distribution. */
const normalQuantile = 1.959963984540054;

/**
 * 95 % interval of an AUC by DeLong, DeLong and Clarke-Pearson 1988, cut to [0, 1]. Its structural components
 * come from ranks, in n log n steps (Sun and Xu 2014).
 *
 * @returns null where a class has fewer than two images, which leaves no variance to estimate
 */
export function calculateRocAucInterval(labelled: LabelledScores): Interval | null {
  const variance = calculateRocAucVariance(labelled);
  const auc = calculateRocAuc(labelled);
  if (variance === null || auc === null) return null;
  const margin = normalQuantile * Math.sqrt(variance);
  return [Math.max(0, auc - margin), Math.min(1, auc + margin)];
}

/** DeLong's variance of an AUC; null where a class has fewer than two images. */
export function calculateRocAucVariance(labelled: LabelledScores): number | null {
  const positives = selectScores(labelled, 1);
  const negatives = selectScores(labelled, 0);
  if (positives.length < 2 || negatives.length < 2) return null;
  const pooled = rankScores([...positives, ...negatives]);
  const ownPositive = rankScores(positives);
  const ownNegative = rankScores(negatives);
  // The share of negatives below each positive image, and of positives above each negative one.
  const ofPositives = positives.map((_, i) => difference(pooled, i, ownPositive, i) / negatives.length);
  const ofNegatives = negatives.map(
    (_, j) => 1 - difference(pooled, positives.length + j, ownNegative, j) / positives.length,
  );
  return (
    calculateVariance(ofPositives) / positives.length + calculateVariance(ofNegatives) / negatives.length
  );
}

function difference(pooled: Float64Array, pooledIndex: number, own: Float64Array, ownIndex: number): number {
  return (pooled[pooledIndex] ?? Number.NaN) - (own[ownIndex] ?? Number.NaN);
}

/** Sample variance, by n - 1. */
function calculateVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

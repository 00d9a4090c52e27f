import type { Interval } from '../metric.ts';
import { selectScores, type LabelledScores } from './labelled-scores.ts';
import { toTwoSidedPValue } from './normal-distribution.ts';
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
  const components = findComponents(labelled);
  return components === null ? null : toVariance(components);
}

/** Two AUCs on the same images. */
export interface RocAucComparison {
  readonly first: number;
  readonly second: number;
  /** The second less the first, with its 95 % interval. */
  readonly difference: number;
  readonly interval: Interval;
  /** Of no difference, on both sides. */
  readonly pValue: number;
}

/**
 * DeLong's paired test of two AUCs: images that one model finds hard are often hard for the other, so their
 * difference varies less than two AUCs of separate images would.
 *
 * @param first scores of the images by one model
 * @param second of the same images, in the same order, by another
 * @returns null where a class has fewer than two images
 */
export function compareRocAucs(
  first: readonly number[],
  second: readonly number[],
  labels: readonly number[],
): RocAucComparison | null {
  const [one, other] = [first, second].map((scores) => findComponents({ scores, labels }));
  const [aucOne, aucOther] = [first, second].map((scores) => calculateRocAuc({ scores, labels }));
  if (one == null || other == null || aucOne == null || aucOther == null) return null;
  // The variance of a difference is that of the components' differences.
  const variance = toVariance({
    ofPositives: subtract(other.ofPositives, one.ofPositives),
    ofNegatives: subtract(other.ofNegatives, one.ofNegatives),
  });
  const difference = aucOther - aucOne;
  const error = Math.sqrt(variance);
  const margin = normalQuantile * error;
  return {
    first: aucOne,
    second: aucOther,
    difference,
    interval: [Math.max(-1, difference - margin), Math.min(1, difference + margin)],
    pValue: error === 0 ? (difference === 0 ? 1 : 0) : toTwoSidedPValue(difference / error),
  };
}

/** What each image contributes to an AUC. */
interface Components {
  /** Of each positive image: the share of negatives below it. */
  readonly ofPositives: readonly number[];
  /** Of each negative image: the share of positives above it. */
  readonly ofNegatives: readonly number[];
}

function findComponents(labelled: LabelledScores): Components | null {
  const positives = selectScores(labelled, 1);
  const negatives = selectScores(labelled, 0);
  if (positives.length < 2 || negatives.length < 2) return null;
  const pooled = rankScores([...positives, ...negatives]);
  const ownPositive = rankScores(positives);
  const ownNegative = rankScores(negatives);
  return {
    ofPositives: positives.map((_, i) => rankGap(pooled, i, ownPositive, i) / negatives.length),
    ofNegatives: negatives.map(
      (_, j) => 1 - rankGap(pooled, positives.length + j, ownNegative, j) / positives.length,
    ),
  };
}

function toVariance({ ofPositives, ofNegatives }: Components): number {
  return (
    calculateVariance(ofPositives) / ofPositives.length + calculateVariance(ofNegatives) / ofNegatives.length
  );
}

function rankGap(pooled: Float64Array, pooledIndex: number, own: Float64Array, ownIndex: number): number {
  return (pooled[pooledIndex] ?? Number.NaN) - (own[ownIndex] ?? Number.NaN);
}

function subtract(values: readonly number[], others: readonly number[]): number[] {
  return values.map((value, index) => value - (others[index] ?? Number.NaN));
}

/** Sample variance, by n - 1. */
function calculateVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

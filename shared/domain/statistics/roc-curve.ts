import { countClasses, listCuts, type LabelledScores } from './labelled-scores.ts';

/** One operating point on a ROC curve. */
export interface RocPoint {
  /** 1 - specificity. */
  readonly falsePositiveRate: number;
  /** Sensitivity. */
  readonly truePositiveRate: number;
  /** Scores from here up are called positive; infinity where nothing is. */
  readonly threshold: number;
}

/**
 * The ROC curve (Fawcett 2006, algorithm 1): a point at each distinct score, from (0, 0), where nothing is
 * called positive, to (1, 1). The same points as scikit-learn's `roc_curve` with `drop_intermediate=False`.
 *
 * @returns empty where one class has no image
 */
export function listRocPoints(labelled: LabelledScores): RocPoint[] {
  const { positives, negatives } = countClasses(labelled.labels);
  if (positives === 0 || negatives === 0) return [];
  const points = listCuts(labelled).map(({ score, truePositives, falsePositives }) => ({
    falsePositiveRate: falsePositives / negatives,
    truePositiveRate: truePositives / positives,
    threshold: score,
  }));
  return [{ falsePositiveRate: 0, truePositiveRate: 0, threshold: Number.POSITIVE_INFINITY }, ...points];
}

import { countClasses, listCuts, type LabelledScores } from './labelled-scores.ts';

/** One operating point on a precision-recall curve. */
export interface PrecisionRecallPoint {
  /** Sensitivity. */
  readonly recall: number;
  /** Positive predictive value among these very images. */
  readonly precision: number;
  /** Scores from here up are called positive; infinity where nothing is. */
  readonly threshold: number;
}

/**
 * The precision-recall curve: a point at each distinct score, in rising order of recall, after the point
 * (recall 0, precision 1) at which nothing is called positive. The same points as scikit-learn's
 * `precision_recall_curve`, which lists them the other way round. Between points the curve is a step, not a
 * line: to join them would flatter the model (Davis and Goadrich 2006).
 *
 * @returns empty where one class has no image
 */
export function listPrecisionRecallPoints(labelled: LabelledScores): PrecisionRecallPoint[] {
  const { positives, negatives } = countClasses(labelled.labels);
  if (positives === 0 || negatives === 0) return [];
  const points = listCuts(labelled).map(({ score, truePositives, falsePositives }) => ({
    recall: truePositives / positives,
    precision: truePositives / (truePositives + falsePositives),
    threshold: score,
  }));
  return [{ recall: 0, precision: 1, threshold: Number.POSITIVE_INFINITY }, ...points];
}

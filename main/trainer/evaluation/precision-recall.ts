import {
  countClasses,
  listCuts,
  type LabelledScores,
} from '../../../shared/domain/statistics/labelled-scores.ts';

/**
 * Average precision, the area under the precision-recall curve as steps: the precision at each cut, weighted
 * by the recall it gains, as scikit-learn's `average_precision_score` defines it.
 *
 * @returns null where one class has no image
 */
export function calculatePrAuc(labelled: LabelledScores): number | null {
  const { positives, negatives } = countClasses(labelled.labels);
  if (positives === 0 || negatives === 0) return null;
  let weighted = 0;
  let recalled = 0;
  for (const { truePositives, falsePositives } of listCuts(labelled)) {
    weighted += (truePositives - recalled) * (truePositives / (truePositives + falsePositives));
    recalled = truePositives;
  }
  // Divided once: a sum of shares rounds to more than 1 where all 48 of 48 come first.
  return weighted / positives;
}

import { countClasses, type LabelledScores } from './labelled-scores.ts';
import { rankScores } from './rank-scores.ts';

/**
 * Area under the ROC curve, by its meaning: the chance that a positive image scores above a negative one, ties
 * counting half (Hanley and McNeil 1982), from the sum of ranks (Mann and Whitney 1947).
 *
 * @returns null where one class has no image
 */
export function calculateRocAuc({ scores, labels }: LabelledScores): number | null {
  const { positives, negatives } = countClasses(labels);
  if (positives === 0 || negatives === 0) return null;
  const rankSum = rankScores(scores).reduce((sum, rank, index) => sum + (labels[index] === 1 ? rank : 0), 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

import type { LabelledScores } from '../../../shared/domain/statistics/labelled-scores.ts';

/** Brier score: the mean square of probability minus label (Brier 1950). 0 is best; 0 without images. */
export function calculateBrier({ scores, labels }: LabelledScores): number {
  const sum = scores.reduce((total, score, index) => total + (score - (labels[index] ?? 0)) ** 2, 0);
  return scores.length === 0 ? 0 : sum / scores.length;
}

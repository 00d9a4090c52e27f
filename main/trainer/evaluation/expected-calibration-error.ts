import type { LabelledScores } from '../../../shared/domain/statistics/labelled-scores.ts';

const bins = 15;

/**
 * Expected calibration error of the positive class's probability: probabilities fall into 15 equal bins of
 * [0, 1] (each with its lower edge, the last with both); the error is the mean over images of the distance
 * between their bin's mean probability and its share of positives (Naeini et al. 2015; 15 bins as in Guo et
 * al. 2017, who use the probability of the predicted class instead). 0 without images.
 */
export function calculateExpectedCalibrationError({ scores, labels }: LabelledScores): number {
  const excess = new Float64Array(bins);
  scores.forEach((score, index) => {
    const bin = Math.min(bins - 1, Math.floor(score * bins));
    excess[bin] = (excess[bin] ?? 0) + score - (labels[index] ?? 0);
  });
  const total = excess.reduce((sum, binExcess) => sum + Math.abs(binExcess), 0);
  return scores.length === 0 ? 0 : total / scores.length;
}

import type { LabelledScores } from './labelled-scores.ts';

/** The images whose probability falls in one bin. */
export interface CalibrationBin {
  readonly images: number;
  /** Mean probability of the bin's images. */
  readonly meanProbability: number;
  /** How many of the bin's images are positive in truth, as a share. */
  readonly positiveShare: number;
}

/**
 * A reliability curve (DeGroot and Fienberg 1983): probabilities fall into equal bins of [0, 1], each with
 * its upper edge and the first with both, as scikit-learn's `calibration_curve` with `strategy='uniform'`
 * has them. Bins without an image are left out.
 *
 * @param labelled scores in [0, 1]
 * @param bins how many; 10 unless told
 */
export function listCalibrationBins({ scores, labels }: LabelledScores, bins = 10): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ images: 0, probability: 0, positives: 0 }));
  scores.forEach((score, index) => {
    const sum = sums[findBin(score, bins)];
    if (sum === undefined) return;
    sum.images += 1;
    sum.probability += score;
    sum.positives += labels[index] ?? 0;
  });
  return sums
    .filter(({ images }) => images > 0)
    .map(({ images, probability, positives }) => ({
      images,
      meanProbability: probability / images,
      positiveShare: positives / images,
    }));
}

/** The first bin whose upper edge the score does not pass. Edges are compared as `i / bins` is computed. */
function findBin(score: number, bins: number): number {
  let bin = Math.min(bins - 1, Math.floor(score * bins));
  while (bin > 0 && score <= bin / bins) bin -= 1;
  while (bin < bins - 1 && score > (bin + 1) / bins) bin += 1;
  return bin;
}

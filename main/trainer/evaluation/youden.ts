import {
  countClasses,
  listCuts,
  placeThreshold,
  type LabelledScores,
} from '../../../shared/domain/statistics/labelled-scores.ts';

/**
 * The operating point with the greatest sensitivity + specificity - 1 (Youden 1950): an image is called
 * positive from this probability on.
 *
 * Where several cuts are equally good, the lowest is taken: a missed
 * finding costs more than a second look. With one class only there is nothing to choose by: 0.5.
 *
 * @param labelled scores in [0, 1]
 */
export function chooseYoudenThreshold(labelled: LabelledScores): number {
  const { positives, negatives } = countClasses(labelled.labels);
  if (positives === 0 || negatives === 0) return 0.5;
  const cuts = listCuts(labelled);
  let best = 0;
  let bestIndex = 0;
  cuts.forEach(({ truePositives, falsePositives }, index) => {
    // In whole numbers, so that equally good cuts compare equal.
    const gain = truePositives * negatives - falsePositives * positives;
    if (index === 0 || gain >= best) {
      best = gain;
      bestIndex = index;
    }
  });
  return placeThreshold(cuts, bestIndex);
}

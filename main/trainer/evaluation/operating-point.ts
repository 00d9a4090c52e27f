import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import {
  countClasses,
  listCuts,
  placeThreshold,
  type Cut,
  type LabelledScores,
} from '../../../shared/domain/statistics/labelled-scores.ts';
import { chooseYoudenThreshold } from './youden.ts';

export type OperatingPointSettings = Pick<RunSettings, 'operatingPoint' | 'operatingPointTarget'>;

/**
 * The probability from which an image is called positive, by the rule that the settings name: Youden's index
 * at its greatest; or, of the cuts that reach the target in sensitivity (in specificity), the one with the
 * greatest specificity (sensitivity), and of equals the one with more of the other too.
 *
 * @param labelled scores in [0, 1]
 * @returns 0.5 where a class is missing, which leaves nothing to choose by
 */
export function chooseThreshold(
  labelled: LabelledScores,
  { operatingPoint, operatingPointTarget }: OperatingPointSettings,
): number {
  if (operatingPoint === 'youden') return chooseYoudenThreshold(labelled);
  const { positives, negatives } = countClasses(labelled.labels);
  if (positives === 0 || negatives === 0) return 0.5;
  const cuts = listCuts(labelled);
  const reach = (cut: Cut): { bound: number; free: number } => {
    const sensitivity = cut.truePositives / positives;
    const specificity = 1 - cut.falsePositives / negatives;
    return operatingPoint === 'sensitivity'
      ? { bound: sensitivity, free: specificity }
      : { bound: specificity, free: sensitivity };
  };
  // Above every score: nothing is called positive, which reaches any specificity.
  let bestIndex = -1;
  let best = reach({ score: 1, truePositives: 0, falsePositives: 0 });
  cuts.forEach((cut, index) => {
    const { bound, free } = reach(cut);
    if (bound < operatingPointTarget) return;
    const isFirst = best.bound < operatingPointTarget;
    if (isFirst || free > best.free || (free === best.free && bound > best.bound)) {
      best = { bound, free };
      bestIndex = index;
    }
  });
  return placeThreshold(cuts, bestIndex);
}

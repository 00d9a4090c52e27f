import type { MulticlassMetrics } from '../../../shared/domain/metric.ts';
import { calculateRocAucInterval } from '../../../shared/domain/statistics/delong.ts';
import {
  toOneVersusRest,
  type LabelledProbabilities,
} from '../../../shared/domain/statistics/one-versus-rest.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';
import { calculateExpectedCalibrationError } from './expected-calibration-error.ts';
import { calculatePrAuc } from './precision-recall.ts';

/** What only a model of more than two classes has: each class told from the rest, and all of them at once. */
export function measureMulticlass(
  labelled: LabelledProbabilities,
  classes: readonly string[],
): MulticlassMetrics {
  return {
    oneVersusRest: classes.map((className, place) => {
      const own = toOneVersusRest(labelled, place);
      return {
        className,
        rocAuc: calculateRocAuc(own),
        prAuc: calculatePrAuc(own),
        interval: calculateRocAucInterval(own),
      };
    }),
    macroRocAuc: calculateMacroRocAuc(labelled),
    brier: calculateMulticlassBrier(labelled),
    ece: calculateTopLabelError(labelled),
  };
}

/**
 * The plain mean of each class's ROC AUC against the rest, as scikit-learn's `roc_auc_score` with
 * `multi_class='ovr'`, but over those classes alone that some images are of and others are not.
 *
 * @returns null where there is no such class
 */
export function calculateMacroRocAuc(labelled: LabelledProbabilities): number | null {
  const places = [...(labelled.probabilities[0] ?? []).keys()];
  const aucs = places.flatMap((place) => calculateRocAuc(toOneVersusRest(labelled, place)) ?? []);
  return aucs.length === 0 ? null : aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length;
}

/** The sum over the classes of the squared errors, its mean over the images (Brier 1950): 0 is best, 2 is worst. */
function calculateMulticlassBrier({ probabilities, labels }: LabelledProbabilities): number {
  const errors = probabilities.map((row, image) =>
    row.reduce((sum, probability, place) => sum + (probability - (labels[image] === place ? 1 : 0)) ** 2, 0),
  );
  return errors.length === 0 ? 0 : errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** Calibration error of the greatest of each image's probabilities: whether it is right as often (Guo et al. 2017). */
function calculateTopLabelError({ probabilities, labels }: LabelledProbabilities): number {
  const scores = probabilities.map((row) => Math.max(...row));
  const isRight = probabilities.map((row, image) =>
    row.indexOf(scores[image] ?? Number.NaN) === labels[image] ? 1 : 0,
  );
  return calculateExpectedCalibrationError({ scores, labels: isRight });
}

import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { toFindingLabels, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import { divideLogits, toClassProbabilities, type Calibration } from './class-probabilities.ts';
import { fitCalibration, type LabelledLogits } from './fit-calibration.ts';
import { chooseThreshold, type OperatingPointSettings } from './operating-point.ts';

/** How a model's logits become probabilities and then decisions. */
export interface Decision extends Calibration {
  /** The operating point: the probability of any finding from which an image is called one. */
  readonly threshold: number;
}

export type DecisionSettings = Pick<RunSettings, 'calibration'> & OperatingPointSettings;

/**
 * Fits both on validation: first the calibration, on all classes, then the threshold, on the probability of any
 * finding that it gives.
 */
export function chooseDecision(validation: LabelledLogits, settings: DecisionSettings): Decision {
  const calibration = fitCalibration(validation, settings.calibration);
  const { logits, labels } = validation;
  const scores = divideLogits(logits, labels.length).map((own) =>
    toFindingProbability(toClassProbabilities(own, calibration)),
  );
  return {
    ...calibration,
    threshold: chooseThreshold({ scores, labels: toFindingLabels(labels) }, settings),
  };
}

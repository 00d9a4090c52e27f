import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { toFindingLabels, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import { divideLogits, toClassProbabilities } from './class-probabilities.ts';
import { chooseThreshold, type OperatingPointSettings } from './operating-point.ts';
import { fitTemperature, type LabelledLogits } from './temperature.ts';

/** How a model's logits become probabilities and then decisions. */
export interface Decision {
  /** Logits are divided by it; 1 leaves them as they are. */
  readonly temperature: number;
  /** The operating point: the probability of any finding from which an image is called one. */
  readonly threshold: number;
}

export type DecisionSettings = Pick<RunSettings, 'calibration'> & OperatingPointSettings;

/**
 * Fits both on validation: first the temperature, on all classes, then the threshold, on the probability of any
 * finding that it gives.
 */
export function chooseDecision(validation: LabelledLogits, settings: DecisionSettings): Decision {
  const temperature = settings.calibration === 'temperature' ? fitTemperature(validation) : 1;
  const { logits, labels } = validation;
  const scores = divideLogits(logits, labels.length).map((own) =>
    toFindingProbability(toClassProbabilities(own, temperature)),
  );
  return { temperature, threshold: chooseThreshold({ scores, labels: toFindingLabels(labels) }, settings) };
}

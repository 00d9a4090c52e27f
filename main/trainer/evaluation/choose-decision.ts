import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { toProbabilities } from '../losses/binary-cross-entropy.ts';
import { chooseThreshold, type OperatingPointSettings } from './operating-point.ts';
import { fitTemperature, type LabelledLogits } from './temperature.ts';

/** How a model's logits become probabilities and then decisions. */
export interface Decision {
  /** Logits are divided by it; 1 leaves them as they are. */
  readonly temperature: number;
  /** The operating point: the probability from which an image is called positive. */
  readonly threshold: number;
}

export type DecisionSettings = Pick<RunSettings, 'calibration'> & OperatingPointSettings;

/** Fits both on validation: first the temperature, then the threshold on the probabilities that it gives. */
export function chooseDecision(validation: LabelledLogits, settings: DecisionSettings): Decision {
  const temperature = settings.calibration === 'temperature' ? fitTemperature(validation) : 1;
  const scores = toProbabilities(validation.logits, temperature);
  return { temperature, threshold: chooseThreshold({ scores, labels: validation.labels }, settings) };
}

import { toProbability } from '../losses/binary-cross-entropy.ts';
import { softmax } from '../losses/softmax.ts';

/** What logits go through before they become probabilities: logit / temperature + bias. */
export interface Calibration {
  readonly temperature: number;
  /** One a logit; empty adds nothing. */
  readonly biases: readonly number[];
}

/** Leaves logits as they are. */
export const noCalibration: Calibration = { temperature: 1, biases: [] };

/**
 * The logits of each image apart: one of two classes, one a class of more.
 *
 * @param logits image by image
 */
export function divideLogits(logits: readonly number[], images: number): number[][] {
  const width = images === 0 ? 1 : logits.length / images;
  return Array.from({ length: images }, (_, image) => logits.slice(image * width, (image + 1) * width));
}

/**
 * Probabilities of an image's classes, which sum to 1.
 *
 * @param logits of one image
 */
export function toClassProbabilities(
  logits: readonly number[],
  { temperature, biases }: Calibration = noCalibration,
): number[] {
  const calibrated = logits.map((logit, place) => logit / temperature + (biases[place] ?? 0));
  const [only, ...others] = calibrated;
  if (only === undefined || others.length > 0) return softmax(calibrated);
  const probability = toProbability(only);
  return [1 - probability, probability];
}

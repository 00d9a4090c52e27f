import { toProbability } from '../losses/binary-cross-entropy.ts';
import { softmax } from '../losses/softmax.ts';

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
 * @param temperature what calibration divides logits by; 1 leaves them as they are
 */
export function toClassProbabilities(logits: readonly number[], temperature = 1): number[] {
  const scaled = logits.map((logit) => logit / temperature);
  const [only, ...others] = scaled;
  if (only === undefined || others.length > 0) return softmax(scaled);
  const probability = toProbability(only);
  return [1 - probability, probability];
}

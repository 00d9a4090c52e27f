import { binaryCrossEntropy, toProbability } from './binary-cross-entropy.ts';
import type { ImageLoss } from './loss.ts';

/**
 * Binary focal cross-entropy (Lin et al. 2017) as Keras has it, its classes not balanced: (1 - q)^gamma times
 * the cross-entropy, where q = y p + (1 - y)(1 - p) is what the model gives to the truth. Images that it is
 * sure of, rightly, count for little.
 *
 * @param target in [0, 1]
 * @param gamma at least 0; at 0 it is cross-entropy
 */
export function focalCrossEntropy(logit: number, target: number, gamma: number): ImageLoss {
  const { loss, slope } = binaryCrossEntropy(logit, target);
  if (gamma === 0) return { loss, slope };
  const p = toProbability(logit);
  // Kept above 0, since a gamma below 1 has it to a negative power.
  const missed = Math.max(target * (1 - p) + (1 - target) * p, Number.MIN_VALUE);
  const missedSlope = (1 - 2 * target) * p * (1 - p);
  return {
    loss: missed ** gamma * loss,
    slope: gamma * missed ** (gamma - 1) * missedSlope * loss + missed ** gamma * slope,
  };
}

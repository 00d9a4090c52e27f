import type { ImageLoss } from './loss.ts';

/**
 * Binary cross-entropy from a logit, in double precision: max(z, 0) - z y + log(1 + exp(-|z|)), which neither
 * overflows nor loses a confident image's loss to rounding. Keras, from probabilities, clips them to
 * [1e-7, 1 - 1e-7] instead, so that a loss there never passes 16.1 and its gradient vanishes beyond.
 *
 * @param target in [0, 1]
 */
export function binaryCrossEntropy(logit: number, target: number): ImageLoss {
  return {
    loss: Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit))),
    slope: toProbability(logit) - target,
  };
}

/** The logistic function, 1 / (1 + exp(-z)). */
export function toProbability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

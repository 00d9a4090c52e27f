import { toProbability } from '../losses/binary-cross-entropy.ts';

/** What a model said of images, before any sigmoid, with their labels, in parallel. */
export interface LabelledLogits {
  readonly logits: readonly number[];
  /** 0 negative, 1 positive. */
  readonly labels: readonly number[];
}

/** Without bounds, images that are all told apart rightly would have every probability become 0 or 1. */
const lowest = 0.1;
const highest = 10;
/** Halvings of an interval of about 10: beyond these the double's own digits end. */
const halvings = 60;

/**
 * The temperature that logits are divided by so that probabilities fit how often they are right (Guo et al.
 * 2017): the one of the lowest mean cross-entropy, between 0.1 and 10. Above 1 it takes confidence away. It
 * changes no order, so neither ROC AUC nor what a threshold can reach.
 *
 * The loss is convex in 1 / temperature, so the place where its slope crosses 0 is found by halving.
 *
 * @returns 1 where a class is missing, which tells nothing
 */
export function fitTemperature({ logits, labels }: LabelledLogits): number {
  if (new Set(labels).size < 2) return 1;
  /** Of the summed loss with regard to the inverse temperature. */
  const measureSlope = (inverse: number): number =>
    logits.reduce(
      (sum, logit, index) => sum + logit * (toProbability(logit * inverse) - (labels[index] ?? 0)),
      0,
    );
  let below = 1 / highest;
  let above = 1 / lowest;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (below + above) / 2;
    if (measureSlope(middle) < 0) below = middle;
    else above = middle;
  }
  return 2 / (below + above);
}

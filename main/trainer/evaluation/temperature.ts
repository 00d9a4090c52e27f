import { divideLogits, toClassProbabilities } from './class-probabilities.ts';

/** What a model said of images, before any sigmoid or softmax, with what they are. */
export interface LabelledLogits {
  /** Image by image: of two classes one, of more one a class. */
  readonly logits: readonly number[];
  /** Places of the true classes, one an image. */
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
  const images = divideLogits(logits, labels.length);
  /** Of the summed loss with regard to the inverse temperature. */
  const measureSlope = (inverse: number): number =>
    images.reduce((sum, own, image) => sum + slopeOf(own, labels[image] ?? 0, inverse), 0);
  let below = 1 / highest;
  let above = 1 / lowest;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (below + above) / 2;
    if (measureSlope(middle) < 0) below = middle;
    else above = middle;
  }
  return 2 / (below + above);
}

/** Of one image's loss: the logits' mean by the probabilities less that of the truth. */
function slopeOf(logits: readonly number[], label: number, inverse: number): number {
  const probabilities = toClassProbabilities(logits, 1 / inverse);
  // Of two classes the first has the logit 0.
  const whole = logits.length === 1 ? [0, ...logits] : logits;
  const mean = whole.reduce((sum, logit, place) => sum + logit * (probabilities[place] ?? 0), 0);
  return mean - (whole[label] ?? 0);
}

/** The loss of one batch, and how it changes with each logit. */
export interface BinaryLoss {
  /** Mean over the images. */
  readonly loss: number;
  /** Images whose logit lies on their label's side of 0, which is probability 0.5. */
  readonly correct: number;
  /** Of the mean loss with regard to each logit: (probability - label) / images. */
  readonly gradient: Float32Array;
}

/**
 * Binary cross-entropy from logits, in double precision: max(z, 0) - z y + log(1 + exp(-|z|)), which neither
 * overflows nor loses a confident image's loss to rounding. Keras, from probabilities, clips them to
 * [1e-7, 1 - 1e-7] instead, so that a loss there never passes 16.1 and its gradient vanishes beyond.
 *
 * @param logits one an image
 * @param labels 0 or 1, one an image
 */
export function binaryCrossEntropy(logits: ArrayLike<number>, labels: ArrayLike<number>): BinaryLoss {
  const images = labels.length;
  const gradient = new Float32Array(images);
  let sum = 0;
  let correct = 0;
  for (let index = 0; index < images; index += 1) {
    const logit = logits[index] ?? Number.NaN;
    const label = labels[index] ?? Number.NaN;
    sum += Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit)));
    gradient[index] = (toProbability(logit) - label) / images;
    if (logit > 0 === (label === 1)) correct += 1;
  }
  return { loss: sum / images, correct, gradient };
}

/** The logistic function, 1 / (1 + exp(-z)). */
export function toProbability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

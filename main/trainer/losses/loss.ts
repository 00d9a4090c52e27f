import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { focalCrossEntropy } from './focal.ts';

/** The loss of one image, and how it changes with the logit. */
export interface ImageLoss {
  readonly loss: number;
  readonly slope: number;
}

/** The loss of one batch, and how it changes with each logit. */
export interface BatchLoss {
  /** Sum over the images, weighted by their classes, by the number of images. */
  readonly loss: number;
  /** Images whose logit lies on their label's side of 0, which is probability 0.5. */
  readonly correct: number;
  /** Of the loss with regard to each logit. */
  readonly gradient: Float32Array;
}

/**
 * @param logits one an image
 * @param labels 0 or 1, one an image
 */
export type LossFunction = (logits: ArrayLike<number>, labels: ArrayLike<number>) => BatchLoss;

export type LossSettings = Pick<RunSettings, 'loss' | 'focalGamma' | 'labelSmoothing'>;

const neutral: LossSettings = { loss: 'crossentropy', focalGamma: 2, labelSmoothing: 0 };

/**
 * A batch's loss from its logits, as Keras computes it: with label smoothing a target y becomes y (1 - s) +
 * s / 2; with class weights each image's loss is multiplied by its class's, and the sum divided by the number
 * of images, not by the sum of weights.
 *
 * @param classWeights by label; null weighs every image alike
 */
export function createLoss(
  { loss, focalGamma, labelSmoothing }: LossSettings = neutral,
  classWeights: readonly number[] | null = null,
): LossFunction {
  const lose = (logit: number, target: number): ImageLoss =>
    loss === 'focal' ? focalCrossEntropy(logit, target, focalGamma) : binaryCrossEntropy(logit, target);

  return (logits, labels) => {
    const images = labels.length;
    const gradient = new Float32Array(images);
    let sum = 0;
    let correct = 0;
    for (let index = 0; index < images; index += 1) {
      const logit = logits[index] ?? Number.NaN;
      const label = labels[index] ?? Number.NaN;
      const weight = classWeights?.[label] ?? 1;
      const lost = lose(logit, label * (1 - labelSmoothing) + labelSmoothing / 2);
      sum += weight * lost.loss;
      gradient[index] = (weight * lost.slope) / images;
      if (logit > 0 === (label === 1)) correct += 1;
    }
    return { loss: sum / images, correct, gradient };
  };
}

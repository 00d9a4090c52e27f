import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
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
  /** Images that the model gives the greatest probability to what is true; of two alike, to the first class. */
  readonly correct: number;
  /** Of the loss with regard to each logit. */
  readonly gradient: Float32Array;
}

/**
 * @param logits of two classes one an image, that of the second; of more, one a class, image by image
 * @param labels places of the classes, one an image
 */
export type LossFunction = (logits: ArrayLike<number>, labels: ArrayLike<number>) => BatchLoss;

export type LossSettings = Pick<RunSettings, 'loss' | 'focalGamma' | 'labelSmoothing'>;

const neutral: LossSettings = { loss: 'crossentropy', focalGamma: 2, labelSmoothing: 0 };

/**
 * A batch's loss from its logits, as Keras computes it: with label smoothing a target y becomes y (1 - s) +
 * s / classes; with class weights each image's loss is multiplied by its class's, and the sum divided by the
 * number of images, not by the sum of weights.
 *
 * @param classWeights by label; null weighs every image alike
 */
export function createLoss(
  settings: LossSettings = neutral,
  classWeights: readonly number[] | null = null,
): LossFunction {
  return (logits, labels) => {
    const images = labels.length;
    const width = Math.round(logits.length / images);
    const lose = width === 1 ? loseBinary : loseCategorical;
    const gradient = new Float32Array(logits.length);
    let sum = 0;
    let correct = 0;
    for (let image = 0; image < images; image += 1) {
      const label = labels[image] ?? Number.NaN;
      const weight = classWeights?.[label] ?? 1;
      const own = Array.from({ length: width }, (_, place) => logits[image * width + place] ?? Number.NaN);
      const { loss, slopes, isRight } = lose(own, label, settings);
      sum += weight * loss;
      slopes.forEach((slope, place) => (gradient[image * width + place] = (weight * slope) / images));
      if (isRight) correct += 1;
    }
    return { loss: sum / images, correct, gradient };
  };
}

interface LostImage {
  readonly loss: number;
  /** With regard to each of the image's logits. */
  readonly slopes: readonly number[];
  readonly isRight: boolean;
}

function loseBinary(
  [logit = Number.NaN]: readonly number[],
  label: number,
  settings: LossSettings,
): LostImage {
  const { labelSmoothing, focalGamma } = settings;
  const target = label * (1 - labelSmoothing) + labelSmoothing / 2;
  const { loss, slope } =
    settings.loss === 'focal'
      ? focalCrossEntropy(logit, target, focalGamma)
      : binaryCrossEntropy(logit, target);
  return { loss, slopes: [slope], isRight: logit > 0 === (label === 1) };
}

function loseCategorical(logits: readonly number[], label: number, settings: LossSettings): LostImage {
  const { labelSmoothing, focalGamma } = settings;
  const targets = logits.map(
    (_, place) => (place === label ? 1 - labelSmoothing : 0) + labelSmoothing / logits.length,
  );
  const gamma = settings.loss === 'focal' ? focalGamma : 0;
  const isRight = logits.indexOf(Math.max(...logits)) === label;
  return { ...categoricalCrossEntropy(logits, targets, gamma), isRight };
}

import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import {
  divideLogits,
  noCalibration,
  toClassProbabilities,
  type Calibration,
} from './class-probabilities.ts';

/** What a model said of images, before any sigmoid or softmax, with what they are. */
export interface LabelledLogits {
  /** Image by image: of two classes one, of more one a class. */
  readonly logits: readonly number[];
  /** Places of the true classes, one an image. */
  readonly labels: readonly number[];
}

/** Without bounds, images that are all told apart rightly would have every probability become 0 or 1. */
const lowestTemperature = 0.1;
const highestTemperature = 10;
const greatestBias = 10;
/** Of a search for a root: the change at which it is done, and a bound that it never needs. */
const settledStep = 1e-12;
const mostSteps = 200;
/** Turns of temperature and biases, each fitted to the other, and the change at which they are done. */
const mostTurns = 200;
const settledChange = 1e-9;

/**
 * Fits, by the lowest mean cross-entropy, what makes probabilities fit how often they are right:
 *
 * - `temperature`: one number that logits are divided by, between 0.1 and 10 (Guo et al. 2017). Above 1 it takes
 *   confidence away. It moves no probability across 0.5.
 * - `bias-corrected`: a temperature, and a bias a class beside it (Alexandari et al. 2020); with two classes this is
 *   Platt scaling. It mends a model that leans to one class, as one does that was trained on both as often, or on
 *   parts of images, and judges whole ones.
 *
 * Neither changes the order of two classes' images, so neither ROC AUC nor what a threshold can reach.
 *
 * @returns logits as they are where a class is missing, which tells nothing
 */
export function fitCalibration(validation: LabelledLogits, kind: RunSettings['calibration']): Calibration {
  if (kind === 'none' || new Set(validation.labels).size < 2) return noCalibration;
  const images = toLabelledImages(validation);
  return kind === 'temperature'
    ? { temperature: fitTemperature(images, []), biases: [] }
    : fitTemperatureAndBiases(images);
}

interface LabelledImage {
  readonly logits: readonly number[];
  readonly label: number;
}

function toLabelledImages({ logits, labels }: LabelledLogits): LabelledImage[] {
  return divideLogits(logits, labels.length).map((own, image) => ({
    logits: own,
    label: labels[image] ?? 0,
  }));
}

/** The loss is convex in 1 / temperature and the biases together, so that taking turns finds its one minimum. */
function fitTemperatureAndBiases(images: readonly LabelledImage[]): Calibration {
  const width = images[0]?.logits.length ?? 1;
  let temperature = 1;
  let biases: readonly number[] = Array.from({ length: width }, () => 0);
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const before = [1 / temperature, ...biases];
    biases = biases.map((bias, place) => {
      // Of many classes only differences count: the negative one's bias stays 0.
      if (width > 1 && place === 0) return bias;
      return fitBias(images, { temperature, biases }, place);
    });
    temperature = fitTemperature(images, biases);
    const change = [1 / temperature, ...biases].map((value, place) => Math.abs(value - (before[place] ?? 0)));
    if (Math.max(...change) < settledChange) break;
  }
  return { temperature, biases };
}

function fitTemperature(images: readonly LabelledImage[], biases: readonly number[]): number {
  const inverse = findRoot(1 / highestTemperature, 1 / lowestTemperature, (value) =>
    sum(images, (image) => measureTemperatureSlope(image, { temperature: 1 / value, biases })),
  );
  return 1 / inverse;
}

/** Of one image's loss by 1 / temperature: the logits' mean by the probabilities, less that of the truth. */
function measureTemperatureSlope({ logits, label }: LabelledImage, calibration: Calibration): number {
  const probabilities = toClassProbabilities(logits, calibration);
  // Of two classes the first has the logit 0.
  const whole = logits.length === 1 ? [0, ...logits] : logits;
  const mean = whole.reduce((total, logit, place) => total + logit * (probabilities[place] ?? 0), 0);
  return mean - (whole[label] ?? 0);
}

/** The bias at which a class is as frequent by the probabilities as it is. */
function fitBias(images: readonly LabelledImage[], calibration: Calibration, place: number): number {
  const width = images[0]?.logits.length ?? 1;
  const label = width === 1 ? 1 : place;
  return findRoot(-greatestBias, greatestBias, (bias) => {
    const biases = calibration.biases.with(place, bias);
    return sum(images, (image) => {
      const probability = toClassProbabilities(image.logits, { ...calibration, biases })[label] ?? 0;
      return probability - (image.label === label ? 1 : 0);
    });
  });
}

/**
 * Where a rising function crosses 0, by the false position method in its Illinois form (Dowell and Jarratt 1971): each
 * measure goes through every image, and this takes about ten where halving takes fifty. The bound that is nearer where
 * it does not cross.
 */
function findRoot(low: number, high: number, measure: (value: number) => number): number {
  let [below, above] = [low, high];
  let [slopeBelow, slopeAbove] = [measure(low), measure(high)];
  if (slopeBelow >= 0) return low;
  if (slopeAbove <= 0) return high;
  let last = low;
  let wasBelow: boolean | null = null;
  for (let step = 0; step < mostSteps; step += 1) {
    const middle = (below * slopeAbove - above * slopeBelow) / (slopeAbove - slopeBelow);
    const slope = measure(middle);
    if (slope === 0 || Math.abs(middle - last) < settledStep) return middle;
    last = middle;
    const isBelow = slope < 0;
    // A bound that stays twice would hold the steps back: its slope counts half.
    if (isBelow === wasBelow) {
      if (isBelow) slopeAbove /= 2;
      else slopeBelow /= 2;
    }
    wasBelow = isBelow;
    if (isBelow) [below, slopeBelow] = [middle, slope];
    else [above, slopeAbove] = [middle, slope];
  }
  return last;
}

function sum(images: readonly LabelledImage[], measure: (image: LabelledImage) => number): number {
  return images.reduce((total, image) => total + measure(image), 0);
}

import type { PredictionFlag } from '../../../shared/domain/prediction.ts';

/** How near to the operating point a probability leaves the call in doubt. */
const doubtfulDistance = 0.1;
/** Longer side over shorter side from which an image is no usual radiograph. */
const unusualRatio = 2;

/** What an image and its probability say that a careful reader should know. */
export function flagPrediction(prediction: {
  readonly probability: number;
  readonly threshold: number;
  readonly width: number;
  readonly height: number;
  readonly isColour: boolean;
  /** Side of the model's input in pixels. */
  readonly imageSize: number;
}): PredictionFlag[] {
  const { probability, threshold, width, height, isColour, imageSize } = prediction;
  const flags: PredictionFlag[] = [];
  if (Math.abs(probability - threshold) <= doubtfulDistance) flags.push('near-threshold');
  if (Math.min(width, height) < imageSize) flags.push('low-resolution');
  if (isColour) flags.push('colour');
  if (Math.max(width, height) > unusualRatio * Math.min(width, height)) flags.push('unusual-shape');
  return flags;
}

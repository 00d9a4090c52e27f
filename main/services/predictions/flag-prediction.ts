import type { PredictionFlag } from '../../../shared/domain/prediction.ts';
import type { DicomHeader } from '../../library/dicom/dicom-image.ts';
import { flagDicom } from './flag-dicom.ts';

/** Log-odds within which a probability leaves the call in doubt: the odds are within a factor e. */
export const doubtfulLogOdds = 1;
/** Longer side over shorter side from which an image is no usual radiograph. */
const unusualRatio = 2;

/** What an image and its probability say that a careful reader should know. */
export function flagPrediction(prediction: {
  readonly probability: number;
  readonly threshold: number;
  readonly width: number;
  readonly height: number;
  readonly isColour: boolean;
  readonly hasBrightSides: boolean;
  /** What the source says of itself; null for one that is no DICOM file. */
  readonly dicom: DicomHeader | null;
  /** Side of the model's input in pixels. */
  readonly imageSize: number;
}): PredictionFlag[] {
  const { probability, threshold, width, height, isColour, dicom, imageSize } = prediction;
  const flags: PredictionFlag[] = [];
  if (isNear(probability, threshold)) flags.push('near-threshold');
  if (Math.min(width, height) < imageSize) flags.push('low-resolution');
  if (isColour) flags.push('colour');
  if (Math.max(width, height) > unusualRatio * Math.min(width, height)) flags.push('unusual-shape');
  const ofDicom = dicom === null ? [] : flagDicom(dicom);
  // How bright a slice is where says nothing.
  if (prediction.hasBrightSides && !ofDicom.includes('not-a-radiograph')) flags.push('bright-sides');
  flags.push(...ofDicom);
  return flags;
}

/**
 * Distance is in log-odds, in which a model's output lives: 0.001 and 0.03 lie far apart, 0.48 and 0.51 near.
 * Of 0 and 1 the log-odds are infinite, so nothing but themselves is near them.
 */
function isNear(probability: number, threshold: number): boolean {
  return (
    probability === threshold || Math.abs(toLogOdds(probability) - toLogOdds(threshold)) < doubtfulLogOdds
  );
}

function toLogOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

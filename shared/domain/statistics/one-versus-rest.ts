import type { LabelledScores } from './labelled-scores.ts';

/** What a model said of images, class by class, and what they are. */
export interface LabelledProbabilities {
  /** Of each image one probability a class, in the order of the classes. */
  readonly probabilities: readonly (readonly number[])[];
  /** The place of each image's true class. */
  readonly labels: readonly number[];
}

/** One class against all others: its probabilities, and whether an image is of it. For curves and AUCs of a class. */
export function toOneVersusRest(
  { probabilities, labels }: LabelledProbabilities,
  classIndex: number,
): LabelledScores {
  return {
    scores: probabilities.map((row) => row[classIndex] ?? Number.NaN),
    labels: labels.map((label) => (label === classIndex ? 1 : 0)),
  };
}

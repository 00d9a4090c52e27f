/** Scores with their labels, in parallel: what every measure here is computed from. */
export interface LabelledScores {
  /** Probabilities of the positive class, or any score that rises with it. */
  readonly scores: readonly number[];
  /** 0 negative, 1 positive. */
  readonly labels: readonly number[];
}

/** How many images of each class there are. */
export function countClasses(labels: readonly number[]): { positives: number; negatives: number } {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return { positives, negatives: labels.length - positives };
}

/** The scores of one class, in their order. */
export function selectScores({ scores, labels }: LabelledScores, label: 0 | 1): number[] {
  return scores.filter((_, index) => labels[index] === label);
}

/** One cut of the scores: how many images of each class lie at or above it. */
export interface Cut {
  readonly score: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** A cut at each distinct score, from the highest down. */
export function listCuts({ scores, labels }: LabelledScores): Cut[] {
  const sorted = scores
    .map((score, index) => ({ score, label: labels[index] ?? 0 }))
    .sort((a, b) => b.score - a.score);
  const cuts: Cut[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  sorted.forEach(({ score, label }, index) => {
    truePositives += label;
    falsePositives += 1 - label;
    if (sorted[index + 1]?.score !== score) cuts.push({ score, truePositives, falsePositives });
  });
  return cuts;
}

/**
 * A threshold at a cut: half-way between the lowest score called positive and the next one below, so that it
 * does not hang on a single image's exact score.
 *
 * @param cuts as `listCuts` gives them, of scores in [0, 1]
 * @param index -1 for a cut above every score
 */
export function placeThreshold(cuts: readonly Cut[], index: number): number {
  const lowestPositive = index < 0 ? 1 : (cuts[index]?.score ?? 0.5);
  const next = cuts[index + 1]?.score ?? 0;
  return (lowestPositive + next) / 2;
}

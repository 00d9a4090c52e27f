import type { LabelledScores } from './labelled-scores.ts';

/** Decisions at one operating point, by what was true. */
export interface BinaryCounts {
  readonly trueNegatives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly truePositives: number;
}

/** Counts decisions: an image is called positive where its score is at least the threshold. */
export function countDecisions({ scores, labels }: LabelledScores, threshold: number): BinaryCounts {
  const counts = { trueNegatives: 0, falsePositives: 0, falseNegatives: 0, truePositives: 0 };
  scores.forEach((score, index) => {
    const isCalledPositive = score >= threshold;
    if (labels[index] === 1) counts[isCalledPositive ? 'truePositives' : 'falseNegatives'] += 1;
    else counts[isCalledPositive ? 'falsePositives' : 'trueNegatives'] += 1;
  });
  return counts;
}

/**
 * Any finding against the negative class, from the counts of all classes: a finding that is called another one
 * is a true positive.
 *
 * @param rows the true class in rows, the called one in columns, the negative one first
 */
export function toBinaryCounts(rows: readonly (readonly number[])[]): BinaryCounts {
  const counts = { trueNegatives: 0, falsePositives: 0, falseNegatives: 0, truePositives: 0 };
  rows.forEach((row, truth) => {
    row.forEach((images, call) => {
      if (truth === 0) counts[call === 0 ? 'trueNegatives' : 'falsePositives'] += images;
      else counts[call === 0 ? 'falseNegatives' : 'truePositives'] += images;
    });
  });
  return counts;
}

/** The share of right decisions; 0 where there is no image. */
export function calculateAccuracy(counts: BinaryCounts): number {
  return share(counts.truePositives + counts.trueNegatives, countImages(counts)) ?? 0;
}

/** The share of positive images that are called positive; null without positive images. */
export function calculateSensitivity({ truePositives, falseNegatives }: BinaryCounts): number | null {
  return share(truePositives, truePositives + falseNegatives);
}

/** The share of negative images that are called negative; null without negative images. */
export function calculateSpecificity({ trueNegatives, falsePositives }: BinaryCounts): number | null {
  return share(trueNegatives, trueNegatives + falsePositives);
}

function countImages({ trueNegatives, falsePositives, falseNegatives, truePositives }: BinaryCounts): number {
  return trueNegatives + falsePositives + falseNegatives + truePositives;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * Which class an image is called at an operating point, which is set on the probability of any finding: the
 * negative one below it, else the finding with the greatest probability, and of equals the first.
 *
 * @param probabilities one a class, the negative one first
 * @param threshold of the probability of any finding
 * @returns the place of the class
 */
export function decideClass(probabilities: readonly number[], threshold: number): number {
  return toFindingProbability(probabilities) >= threshold ? findGreatestFinding(probabilities) : 0;
}

/** The probability of any finding: what the negative class leaves of 1. With two classes, that of the finding. */
export function toFindingProbability(probabilities: readonly number[]): number {
  const [negative = 0, finding = 0] = probabilities;
  return probabilities.length === 2 ? finding : Math.min(1, Math.max(0, 1 - negative));
}

/** The place of the finding with the greatest probability, of equals the first. */
export function findGreatestFinding(probabilities: readonly number[]): number {
  let greatest = 1;
  for (let place = 2; place < probabilities.length; place += 1) {
    if ((probabilities[place] ?? 0) > (probabilities[greatest] ?? 0)) greatest = place;
  }
  return greatest;
}

/** Labels as classes' places, made 0 for the negative class and 1 for any finding. */
export function toFindingLabels(labels: readonly number[]): (0 | 1)[] {
  return labels.map((label) => (label > 0 ? 1 : 0));
}

/**
 * Counts calls by what was true.
 *
 * @param truths places of the true classes, one an image
 * @param calls places of the classes that the images are called, in the same order
 * @returns rows are the true class, columns the called one
 */
export function countCalls(truths: readonly number[], calls: readonly number[], classes: number): number[][] {
  const rows = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  truths.forEach((truth, image) => {
    const row = rows[truth];
    const call = calls[image];
    if (row !== undefined && call !== undefined) row[call] = (row[call] ?? 0) + 1;
  });
  return rows;
}

/**
 * The share of images that are called what they are; 0 where there is no image.
 *
 * @param rows as `countCalls` gives them
 */
export function calculateShareRight(rows: readonly (readonly number[])[]): number {
  const images = rows.flat().reduce((sum, count) => sum + count, 0);
  const right = rows.reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
  return images === 0 ? 0 : right / images;
}

/** What a test that was read as positive, or as negative, is worth. */
export interface PredictiveValues {
  /** Positive predictive value: the chance that an image called positive is; null where none would be called so. */
  readonly positive: number | null;
  /** Negative predictive value: the chance that an image called negative is; null where none would be called so. */
  readonly negative: number | null;
}

/**
 * Predictive values at a stated prevalence, by Bayes' theorem (Altman and Bland 1994): sensitivity and
 * specificity belong to the model, predictive values also to the population it is used on.
 *
 * @param rates sensitivity and specificity, each in [0, 1] or null where it is not known
 * @param prevalence share of the population that is positive, in [0, 1]
 */
export function calculatePredictiveValues(
  { sensitivity, specificity }: { readonly sensitivity: number | null; readonly specificity: number | null },
  prevalence: number,
): PredictiveValues {
  if (sensitivity === null || specificity === null) return { positive: null, negative: null };
  const truePositives = sensitivity * prevalence;
  const falsePositives = (1 - specificity) * (1 - prevalence);
  const trueNegatives = specificity * (1 - prevalence);
  const falseNegatives = (1 - sensitivity) * prevalence;
  return {
    positive: toShare(truePositives, truePositives + falsePositives),
    negative: toShare(trueNegatives, trueNegatives + falseNegatives),
  };
}

function toShare(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

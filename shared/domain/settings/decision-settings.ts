import { z } from 'zod';

/** How a probability becomes trustworthy, and then a decision. Both are fitted on validation alone. */
export const decisionSettings = {
  /**
   * `temperature` divides logits by the one number that minimises validation's loss (Guo et al. 2017);
   * `bias-corrected` also adds a number a class (Alexandari et al. 2020), which with two is Platt scaling.
   */
  calibration: z.enum(['none', 'temperature', 'bias-corrected']).default('none'),
  /**
   * The validation images that both are fitted on: as they are, or each of them also shifted in ways that the
   * stress test knows, so that neither rests on what only images from the same source have.
   */
  decisionImages: z.enum(['plain', 'shifted']).default('plain'),
  /**
   * The operating point: Youden's index at its greatest, or the best of the other while sensitivity or
   * specificity is at least the target.
   */
  operatingPoint: z.enum(['youden', 'sensitivity', 'specificity']).default('youden'),
  /** Of the rules `sensitivity` and `specificity`. */
  operatingPointTarget: z.number().min(0.5).max(0.999).default(0.95),
} as const;

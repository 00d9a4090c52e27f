import { z } from 'zod';
import { intervalSchema } from './metric.ts';
import { idSchema } from './name.ts';

const countSchema = z.number().int().nonnegative();
const probabilitySchema = z.number().min(0).max(1);

/** Two evaluations laid side by side, on the images that both judged. */
export const evaluationComparisonSchema = z.strictObject({
  first: idSchema,
  second: idSchema,
  /** Images of equal content and class in both. */
  images: countSchema,
  /** DeLong's paired test; null where a class has fewer than two of the images. */
  rocAuc: z
    .strictObject({
      first: probabilitySchema,
      second: probabilitySchema,
      /** The second less the first, with its 95 % interval. */
      difference: z.number(),
      interval: intervalSchema,
      pValue: probabilitySchema,
    })
    .nullable(),
  /** McNemar's exact test of the decisions, each at its evaluation's own threshold. */
  decisions: z.strictObject({
    bothRight: countSchema,
    onlyFirstRight: countSchema,
    onlySecondRight: countSchema,
    bothWrong: countSchema,
    pValue: probabilitySchema,
  }),
});
export type EvaluationComparison = z.infer<typeof evaluationComparisonSchema>;

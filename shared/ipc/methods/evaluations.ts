import { z } from 'zod';
import {
  evaluatedImagesSchema,
  evaluationScoresSchema,
  matrixCellSchema,
} from '../../domain/evaluated-image.ts';
import { evaluationComparisonSchema } from '../../domain/evaluation-comparison.ts';
import { idSchema } from '../../domain/name.ts';
import { evaluationSchema } from '../../domain/run.ts';
import { viewsSchema } from '../../domain/views.ts';
import { runReference } from './shapes.ts';

/** Judging a run on labelled images. */
export const evaluationsMethods = {
  'evaluations:make': {
    input: runReference.extend({ path: z.string().min(1), views: viewsSchema.default(1) }),
    output: evaluationSchema,
  },
  'evaluations:list': { input: runReference, output: z.array(evaluationSchema) },
  /** The probabilities that an evaluation's figures were computed from. */
  'evaluations:scores': {
    input: z.strictObject({ evaluation: idSchema }),
    output: evaluationScoresSchema,
  },
  /** Whether two evaluations differ by more than chance, on the images that both judged. */
  'evaluations:compare': {
    input: z.strictObject({ first: idSchema, second: idSchema }),
    output: evaluationComparisonSchema,
  },
  /** The images of one cell of the confusion matrix at an operating point, the surest decisions first. */
  'evaluations:images': {
    input: z.strictObject({
      evaluation: idSchema,
      threshold: z.number().min(0).max(1),
      /** Null gives the wrong decisions, of either kind. */
      cell: matrixCellSchema.nullable(),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: evaluatedImagesSchema,
  },
  /**
   * Writes a CSV file of every image and what the model said of it: content_hash, path, label, patient, predicted,
   * probability, of several classes probability_of_CLASS each, operating_point. No file is replaced.
   */
  'evaluations:export': {
    input: z.strictObject({ evaluation: idSchema, path: z.string().min(1) }),
    output: z.strictObject({ path: z.string(), images: z.number().int().nonnegative() }),
  },
} as const;

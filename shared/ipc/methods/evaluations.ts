import { z } from 'zod';
import { evaluationSchema } from '../../domain/run.ts';
import { runReference } from './shapes.ts';

/** Judging a run on labelled images. */
export const evaluationsMethods = {
  'evaluations:make': {
    input: runReference.extend({ path: z.string().min(1) }),
    output: evaluationSchema,
  },
  'evaluations:list': { input: runReference, output: z.array(evaluationSchema) },
} as const;

import { z } from 'zod';
import { nameSchema, referenceSchema } from '../../domain/name.ts';
import { runSchema } from '../../domain/run.ts';

/** Runs that are several others asked together. What a run can be asked, evaluated or exported for, they can too. */
export const ensemblesMethods = {
  /** Makes one of trained runs with the same classes, and chooses its operating point; `ensemble:progressed` tells. */
  'ensembles:create': {
    input: z.strictObject({
      /** At least two different ones; the service says what does not fit. */
      runs: z.array(referenceSchema).min(1).max(100),
      /** Null takes `ensemble-<dataset>-<number>`. */
      name: nameSchema.nullable().default(null),
    }),
    output: runSchema,
  },
} as const;

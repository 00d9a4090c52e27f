import { z } from 'zod';
import { idSchema } from '../../domain/name.ts';
import { nothing, runReference } from './shapes.ts';

/** The model that is asked unless another is chosen. */
export const defaultModelMethods = {
  'default-model:show': { input: nothing, output: z.strictObject({ run: idSchema.nullable() }) },
  /** Refused for a run that has no model. */
  'default-model:set': { input: runReference, output: z.strictObject({ run: idSchema }) },
} as const;

import { z } from 'zod';
import { evaluationMetricsSchema } from './metric.ts';
import { nameSchema } from './name.ts';
import { runSchema } from './run.ts';

/**
 * `shipped.json` beside a model that comes with the app: what its run was, so that the library shows it as it
 * shows any other.
 */
export const shippedModelSchema = z.strictObject({
  format: z.literal('negatoscope-shipped-model-1'),
  name: nameSchema,
  /** What it was trained on, for people: name, origin and licence. */
  dataset: nameSchema,
  run: runSchema.pick({
    engine: true,
    preset: true,
    network: true,
    classes: true,
    settings: true,
    epochs: true,
    bestEpoch: true,
    threshold: true,
    split: true,
    versions: true,
    imagesDigest: true,
    weightsHash: true,
    createdAt: true,
    startedAt: true,
    endedAt: true,
  }),
  /** On the validation images by which its best epoch, its temperature and its operating point were chosen. */
  validation: z.strictObject({
    patients: z.number().int().positive(),
    metrics: evaluationMetricsSchema,
  }),
});
export type ShippedModel = z.infer<typeof shippedModelSchema>;

import { z } from 'zod';
import { classesSchema } from './classes.ts';

/** `ensemble.json` of an exported ensemble: what it takes to ask its members together without the database. */
export const ensembleCardSchema = z.strictObject({
  format: z.literal('negatoscope-ensemble-1'),
  name: z.string(),
  classes: classesSchema,
  /** What the operating point is set on: the probability of this class, or of any of those that are joined. */
  positiveClass: z.string(),
  /** Of the plain mean of the members' probabilities, each calibrated in its own way. */
  threshold: z.number().min(0).max(1),
  /** A folder each, with a model and its `negatoscope.json`; what that says of a threshold is the member's alone. */
  members: z.array(z.strictObject({ name: z.string(), folder: z.string() })).min(2),
});
export type EnsembleCard = z.infer<typeof ensembleCardSchema>;

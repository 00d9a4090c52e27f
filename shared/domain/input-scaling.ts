import { z } from 'zod';

/**
 * What is done to grey values of [0, 1] before a network sees them; the numbers are part of a model, which
 * gives nonsense on images scaled otherwise.
 */
export const inputScalingSchema = z.discriminatedUnion('kind', [
  /** Nothing more. */
  z.strictObject({ kind: z.literal('rescale') }),
  /** Each image gets mean 0 and standard deviation 1. */
  z.strictObject({ kind: z.literal('samplewise') }),
  /** The training images' mean is taken off and their standard deviation divided by. */
  z.strictObject({
    kind: z.literal('featurewise'),
    mean: z.number().min(0).max(1),
    standardDeviation: z.number().min(0).max(1),
  }),
]);
export type InputScaling = z.infer<typeof inputScalingSchema>;

/** Of models and checkpoints that say nothing of it. */
export const plainScaling: InputScaling = { kind: 'rescale' };

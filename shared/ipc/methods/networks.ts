import { z } from 'zod';
import { networkDescriptionSchema } from '../../domain/network/describe-network.ts';

/** Networks of the user's own. */
export const networksMethods = {
  /** The layers that a list gives, with shapes and parameters, and what is wrong with it, entry by entry. */
  'networks:describe': {
    input: z.strictObject({
      layers: z.array(z.unknown()),
      imageSize: z.number().int().min(32).max(1024),
      classes: z.number().int().min(2).max(100).default(2),
    }),
    output: networkDescriptionSchema,
  },
} as const;

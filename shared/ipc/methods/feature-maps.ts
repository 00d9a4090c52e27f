import { z } from 'zod';
import { drawnFeatureMapsSchema, writtenFeatureMapsSchema } from '../../domain/feature-maps.ts';
import { idSchema } from '../../domain/name.ts';
import { runReference } from './shapes.ts';

const layerReference = runReference.extend({ layer: z.string().min(1) });

/** What the channels of a network's layer make of an image. */
export const featureMapsMethods = {
  /** Of an image of a dataset, or of one that a model was asked about. */
  'feature-maps:draw': {
    input: layerReference.extend({
      image: z.strictObject({ kind: z.enum(['images', 'predictions']), id: idSchema }),
    }),
    output: drawnFeatureMapsSchema,
  },
  /** Of an image file, as pictures in a folder. */
  'feature-maps:write': {
    input: layerReference.extend({ path: z.string().min(1), folder: z.string().min(1) }),
    output: writtenFeatureMapsSchema,
  },
} as const;

import { z } from 'zod';
import { imageTrailSchema } from '../../domain/image-trail.ts';
import { idSchema } from '../../domain/name.ts';
import { placedImageSchema } from '../../domain/patient-record.ts';

/** An image's neighbours in an order of images; null where there is none. */
export const imagePlaceSchema = z.strictObject({
  previous: idSchema.nullable(),
  next: idSchema.nullable(),
  /** From 1; null for an image that does not belong there (any more). */
  position: z.number().int().positive().nullable(),
  /** How many images there are. */
  total: z.number().int().nonnegative(),
});
export type ImagePlace = z.infer<typeof imagePlaceSchema>;

/** What the viewer shows beside an image. */
export const viewerMethods = {
  'viewer:show-image': {
    input: z.strictObject({
      image: idSchema,
      /** Its whole dataset where left out. */
      trail: imageTrailSchema.prefault({ kind: 'dataset' }),
    }),
    output: imagePlaceSchema.extend({
      image: placedImageSchema,
      /** Other images of the same patient, in order of path. */
      ofPatient: z.array(placedImageSchema),
    }),
  },
} as const;

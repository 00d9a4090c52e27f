import { z } from 'zod';
import { idSchema } from '../../domain/name.ts';
import { placedImageSchema } from '../../domain/patient-record.ts';

/** What the viewer shows beside an image. */
export const viewerMethods = {
  'viewer:show-image': {
    input: z.strictObject({ image: idSchema }),
    output: z.strictObject({
      image: placedImageSchema,
      /** Its neighbours in the dataset's order, which is that of paths. */
      previous: idSchema.nullable(),
      next: idSchema.nullable(),
      /** Place in that order, from 1, and how many images there are. */
      position: z.number().int().positive(),
      total: z.number().int().positive(),
      /** Other images of the same patient, in order of path. */
      ofPatient: z.array(placedImageSchema),
    }),
  },
} as const;

import { z } from 'zod';
import { predictionsSchema } from '../../domain/prediction.ts';
import { runReference } from './shapes.ts';

/** Images handed over as bytes, for fronts that have no path (a file dropped on a browser's page). */
const uploadedFileSchema = z.strictObject({
  name: z.string().min(1).max(255),
  /** The file's bytes in base64, at most 64 MiB decoded. */
  base64: z.base64().max(90_000_000),
});

/** Asking a run's model about images. */
export const predictionsMethods = {
  'predictions:make': {
    input: runReference.extend({
      paths: z.array(z.string().min(1)).min(1),
      /** Folder for heatmaps; null makes none. */
      heatmaps: z.string().nullable().default(null),
    }),
    output: predictionsSchema,
  },
  'predictions:make-from-files': {
    input: runReference.extend({ files: z.array(uploadedFileSchema).min(1).max(50) }),
    output: predictionsSchema,
  },
} as const;

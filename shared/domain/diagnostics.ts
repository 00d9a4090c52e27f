import { z } from 'zod';
import { engineAvailabilitySchema, engineNameSchema } from './engine.ts';

/** The doctor's report: what runs here, what doesn't, and why. */
export const diagnosticsSchema = z.strictObject({
  version: z.string(),
  /** What runs as asked for; null where that cannot run, and `engines` says why. */
  engine: engineNameSchema.nullable(),
  engines: z.array(engineAvailabilitySchema),
  tensorflow: z.string().nullable(),
  tfjs: z.string(),
  node: z.string(),
  /** Version of Electron, or why there is none. */
  electron: z.string(),
  electronState: z.enum(['there', 'without-program', 'not-installed']),
  gpu: z.string().nullable(),
  platform: z.string(),
  processors: z.number().int().positive(),
  memoryBytes: z.number().int().nonnegative(),
  home: z.string(),
  database: z.strictObject({
    schemaVersion: z.number().int().nonnegative(),
    integrity: z.string(),
    sqlite: z.string(),
  }),
  disk: z.strictObject({
    freeBytes: z.number().int().nonnegative(),
    libraryBytes: z.number().int().nonnegative(),
  }),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;

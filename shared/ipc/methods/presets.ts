import { z } from 'zod';
import { layerTableSchema, presetSchema } from '../../domain/preset.ts';
import { nothing } from './shapes.ts';

/** The networks that can be trained. */
export const presetsMethods = {
  'presets:list': { input: nothing, output: z.array(presetSchema) },
  'presets:show': {
    input: z.strictObject({
      preset: z.string(),
      imageSize: z.number().int().positive().nullable().default(null),
      classes: z.number().int().min(2).max(100).default(2),
    }),
    output: layerTableSchema,
  },
} as const;

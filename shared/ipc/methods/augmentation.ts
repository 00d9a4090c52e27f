import { z } from 'zod';
import { augmentationPreviewSchema } from '../../domain/augmentation-preview.ts';
import { datasetReference } from './shapes.ts';
import { settingsInputSchema } from './runs.ts';

/** What augmentation does to images. */
export const augmentationMethods = {
  /** Real images of a dataset with changes that the settings draw; the same seed gives the same pictures. */
  'augmentation:preview': {
    input: datasetReference.extend({
      preset: z.string(),
      settings: settingsInputSchema.default({}),
      images: z.number().int().min(1).max(24).default(6),
      /** Changed pictures of each image. */
      variants: z.number().int().min(1).max(12).default(3),
      /** Another number draws other changes of the same images. */
      draw: z.number().int().min(0).max(1_000_000).default(0),
    }),
    output: z.array(augmentationPreviewSchema),
  },
} as const;

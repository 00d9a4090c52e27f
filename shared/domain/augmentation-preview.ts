import { z } from 'zod';

/** A picture as a page shows it: `data:image/png;base64,...`. */
const pictureSchema = z.string().startsWith('data:image/png;base64,');

/** One image as it is and as training would see it. */
export const augmentationPreviewSchema = z.strictObject({
  path: z.string(),
  className: z.string(),
  original: pictureSchema,
  variants: z.array(pictureSchema),
});
export type AugmentationPreview = z.infer<typeof augmentationPreviewSchema>;

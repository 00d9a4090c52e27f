import { z } from 'zod';

/** Which images a run uses, how they are divided, scaled and drawn. */
export const dataSettings = {
  /** Side of the square input in pixels. Five halvings need at least 32. */
  imageSize: z.number().int().min(32).max(1024).default(150),
  /** Use at most this many images, whole patients, classes in proportion; null uses all. */
  limit: z.number().int().min(8).nullable().default(null),
  /** Share of images, by patient, that is held out to choose the model by. */
  validationFraction: z.number().min(0.05).max(0.5).default(0.2),
  /** `auto` validates on the dataset's own val folder where it has at least 50 images a class. */
  validationFolder: z.enum(['auto', 'always', 'never']).default('auto'),
  /** Divide the patients into this many folds and validate on one of them; 0 holds a share out instead. */
  folds: z.number().int().min(0).max(20).default(0),
  /** Which of the folds is validated on, counted from 1. */
  fold: z.number().int().min(1).max(20).default(1),
  /**
   * Grey values 0 to 255 become 0 to 1 (`rescale`); or each image gets mean 0 and deviation 1 (`samplewise`);
   * or the mean and deviation of the training part are taken off (`featurewise`).
   */
  scaling: z.enum(['rescale', 'samplewise', 'featurewise']).default('rescale'),
  /** `shuffle` sees each image once an epoch; `weighted` draws with replacement, each class as often. */
  sampler: z.enum(['shuffle', 'weighted']).default('shuffle'),
} as const;

export const dataSettingsSchema = z.object(dataSettings);
export type DataSettings = z.infer<typeof dataSettingsSchema>;

import { z } from 'zod';
import { nameSchema } from './name.ts';

const countSchema = z.number().int().nonnegative();

/** Grey levels are counted in this many equal bins from black to white. */
export const intensityBins = 64;

/** What the images of one class are like. */
export const classStatisticsSchema = z.strictObject({
  name: z.string(),
  images: countSchema,
  patients: countSchema,
  /** Share of the class's pixels a bin, from black to white, adding up to 1; zeros without images. */
  intensities: z.array(z.number().min(0).max(1)).length(intensityBins),
  /** Mean grey level, from 0 to 255, and the standard deviation over its pixels; null without images. */
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  /** The mean of its images, `side` rows of `side` grey values in base64; null without images. */
  meanImage: z.strictObject({ side: z.number().int().positive(), pixels: z.base64() }).nullable(),
});
export type ClassStatistics = z.infer<typeof classStatisticsSchema>;

/** Statistics of the images that count: excluded ones are left out. */
export const datasetStatisticsSchema = z.strictObject({
  dataset: nameSchema,
  images: countSchema,
  patients: countSchema,
  excluded: countSchema,
  /** In the order of classes. */
  classes: z.array(classStatisticsSchema),
  /** Images of about the same size together, with the mean of their sizes in pixels. */
  sizes: z.array(
    z.strictObject({
      className: z.string(),
      width: z.number().positive(),
      height: z.number().positive(),
      images: countSchema,
    }),
  ),
  /** How many patients have how many images, in rising order. */
  imagesAPatient: z.array(z.strictObject({ images: countSchema, patients: countSchema })),
});
export type DatasetStatistics = z.infer<typeof datasetStatisticsSchema>;

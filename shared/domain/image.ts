import { z } from 'zod';
import { idSchema } from './name.ts';

/** The folders a dataset may come divided into. */
export const givenSplitSchema = z.enum(['train', 'val', 'test']);
export type GivenSplit = z.infer<typeof givenSplitSchema>;

/** What a table says of an image in columns that the app gives no meaning, by their names and in their order. */
export const imageColumnsSchema = z.record(z.string(), z.string());
export type ImageColumns = Readonly<z.infer<typeof imageColumnsSchema>>;

/** One image of a dataset as a screen shows it. */
export const imageSchema = z.strictObject({
  id: idSchema,
  datasetId: idSchema,
  /** Path relative to the dataset's folder, with forward slashes. */
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  /** The folder it came in, or null where the dataset came undivided. */
  givenSplit: givenSplitSchema.nullable(),
  /** Size of the source in pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  sizeBytes: z.number().int().nonnegative(),
  /** SHA-256 of the file, 64 hexadecimal digits. */
  contentHash: z.string().length(64),
});
export type Image = z.infer<typeof imageSchema>;

/** One image in a list of its dataset, with what readers and models say of it. */
export const listedImageSchema = imageSchema.extend({
  /** The class the source has it in, where a reader corrected it; else null. */
  givenClassName: z.string().nullable(),
  /** Whether a reader excluded it: it then counts for nothing. */
  isExcluded: z.boolean(),
  /** Further columns of the CSV file that it came by; null where there are none. */
  columns: imageColumnsSchema.nullable(),
  /** Other files of the same content. */
  duplicates: z.number().int().nonnegative(),
  /** Of any finding, as the chosen run last said; null without a run or a prediction of its. */
  probability: z.number().min(0).max(1).nullable(),
  /** The class that the run calls it, at its operating point; null as above. */
  call: z.string().nullable(),
  /** Whether that call agrees with the label; null as above. */
  isRight: z.boolean().nullable(),
});
export type ListedImage = z.infer<typeof listedImageSchema>;

export const imagePageSchema = z.strictObject({
  images: z.array(listedImageSchema),
  total: z.number().int().nonnegative(),
});
export type ImagePage = z.infer<typeof imagePageSchema>;

/** How many images of a class a query gives, and how many of those readers excluded. */
export const classImagesSchema = z.strictObject({
  className: z.string(),
  images: z.number().int().nonnegative(),
  excluded: z.number().int().nonnegative(),
});
export type ClassImages = z.infer<typeof classImagesSchema>;

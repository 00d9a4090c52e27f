import { z } from 'zod';
import { datasetStatisticsSchema } from '../../domain/dataset-statistics.ts';
import { auditReportSchema, datasetSchema } from '../../domain/dataset.ts';
import { editHistorySchema, editOutcomeSchema } from '../../domain/image-edit.ts';
import { imageQuerySchema } from '../../domain/image-query.ts';
import { classImagesSchema, imagePageSchema } from '../../domain/image.ts';
import { idSchema } from '../../domain/name.ts';
import { datasetReference, nothing } from './shapes.ts';
import { imagePlaceSchema } from './viewer.ts';

/** Most images that one call lists the ids of, or changes. */
const mostImages = 1_000_000;

const imageListing = datasetReference.extend(imageQuerySchema.shape);
const chosenImages = datasetReference.extend({ images: z.array(idSchema).min(1).max(mostImages) });

/** Datasets and their images. */
export const datasetsMethods = {
  'datasets:list': { input: nothing, output: z.array(datasetSchema) },
  'datasets:show': { input: datasetReference, output: datasetSchema },
  /** What may be wrong; looks at pixels, which takes a while the first time: dataset:scan-progressed tells. */
  'datasets:audit': { input: datasetReference, output: auditReportSchema },
  /** What the images are like; kept until they change. Progress as above. */
  'datasets:measure': { input: datasetReference, output: datasetStatisticsSchema },
  /** Imports a dataset's own folder again: what is new is added, as `imports:start` under its name would. */
  'datasets:import-again': { input: datasetReference, output: z.strictObject({ importId: z.string() }) },
  /**
   * Writes a CSV file that an import takes: path (relative to the dataset's folder), label and excluded as readers
   * corrected them, patient, split, and the further columns that came with the images. No file is replaced.
   */
  'datasets:export': {
    input: datasetReference.extend({ path: z.string().min(1) }),
    output: z.strictObject({
      path: z.string(),
      images: z.number().int().nonnegative(),
      sourceFolder: z.string(),
    }),
  },
  /** Forgets the dataset and its cache; the source folder stays as it is. Refused while runs refer to it. */
  'datasets:delete': { input: datasetReference, output: nothing },
  'images:list': {
    input: imageListing.extend({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: imagePageSchema,
  },
  /** The ids of a stretch of what `images:list` gives, for choosing many at once. */
  'images:list-ids': {
    input: imageListing.extend({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(mostImages).default(mostImages),
    }),
    output: z.array(idSchema),
  },
  /**
   * How many images of each class `images:list` would give if the query named that class alone: classes that the
   * query names count for nothing. In the order of the classes, those without such images too.
   */
  'images:count-classes': { input: imageListing, output: z.array(classImagesSchema) },
  /** Where an image stands in what `images:list` gives. */
  'images:find': { input: imageListing.extend({ image: idSchema }), output: imagePlaceSchema },
  /** Gives images another of the dataset's classes. Runs keep the labels they were started with. */
  'images:correct-label': {
    input: chosenImages.extend({ className: z.string() }),
    output: editOutcomeSchema,
  },
  /** Makes images count for nothing, until they are included again. */
  'images:exclude': { input: chosenImages, output: editOutcomeSchema },
  'images:include': { input: chosenImages, output: editOutcomeSchema },
  'images:undo': { input: datasetReference, output: editOutcomeSchema },
  'images:redo': { input: datasetReference, output: editOutcomeSchema },
  /** What undo and redo would do. */
  'images:show-history': { input: datasetReference, output: editHistorySchema },
} as const;

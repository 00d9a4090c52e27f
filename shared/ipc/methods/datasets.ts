import { z } from 'zod';
import { auditReportSchema, datasetSchema } from '../../domain/dataset.ts';
import { imagePageSchema } from '../../domain/image.ts';
import { datasetReference, nothing } from './shapes.ts';

/** Datasets and their images. */
export const datasetsMethods = {
  'datasets:list': { input: nothing, output: z.array(datasetSchema) },
  'datasets:show': { input: datasetReference, output: datasetSchema },
  'datasets:audit': { input: datasetReference, output: auditReportSchema },
  /** Forgets the dataset and its cache; the source folder stays as it is. Refused while runs refer to it. */
  'datasets:delete': { input: datasetReference, output: nothing },
  'images:list': {
    input: datasetReference.extend({
      className: z.string().nullable().default(null),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: imagePageSchema,
  },
} as const;

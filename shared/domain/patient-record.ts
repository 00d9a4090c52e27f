import { z } from 'zod';
import { imageColumnsSchema, imageSchema } from './image.ts';
import { nameSchema } from './name.ts';
import { storedPredictionSchema } from './prediction.ts';

/** A patient as a list shows it: the same key in several datasets is one patient. */
export const patientSummarySchema = z.strictObject({
  patient: z.string(),
  images: z.number().int().nonnegative(),
  predictions: z.number().int().nonnegative(),
});
export type PatientSummary = z.infer<typeof patientSummarySchema>;

/** An image with the dataset it is in, and what its table or its own header says of it beside. */
export const placedImageSchema = imageSchema.extend({
  dataset: nameSchema,
  columns: imageColumnsSchema.nullable(),
});
export type PlacedImage = z.infer<typeof placedImageSchema>;

/** All that the library has of one patient. */
export const patientRecordSchema = z.strictObject({
  patient: z.string(),
  images: z.array(placedImageSchema),
  /** Newest first. */
  predictions: z.array(storedPredictionSchema),
});
export type PatientRecord = z.infer<typeof patientRecordSchema>;

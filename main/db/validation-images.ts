import { z } from 'zod';
import type { Database } from './client.ts';
import type { Stretch } from './stretch.ts';

const validationImageSchema = z.strictObject({
  /** Place in the dataset's pixel caches. */
  record: z.number(),
  /** Relative to the dataset's folder. */
  path: z.string(),
  contentHash: z.string(),
  patient: z.string(),
  /** Place of the class among the run's, as it was when the run was made. */
  label: z.number(),
});
export type ValidationImage = z.infer<typeof validationImageSchema>;

/** The images that a split's model is chosen by, in their order. */
export function listValidationImages(
  database: Database,
  splitId: number,
  { from, limit }: Stretch,
): ValidationImage[] {
  const rows = database
    .prepare(
      `SELECT images.record, images.path, content_hash AS contentHash, patients.key AS patient,
         class_index AS label
       FROM split_images JOIN images ON images.id = image_id JOIN patients ON patients.id = patient_id
       WHERE split_id = ? AND part = 'val' AND position >= ? ORDER BY position LIMIT ?`,
    )
    .all(splitId, from, limit);
  return z.array(validationImageSchema).parse(rows);
}

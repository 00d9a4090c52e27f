import { z } from 'zod';
import type { Database } from './client.ts';

const measuredImageSchema = z.strictObject({
  record: z.number(),
  classId: z.number(),
  patientId: z.number(),
  width: z.number(),
  height: z.number(),
});
export type MeasuredImage = z.infer<typeof measuredImageSchema>;

/** Images that count, of records from one to before another, in order of record. */
export function listMeasuredImages(
  database: Database,
  datasetId: number,
  fromRecord: number,
  endRecord: number,
): MeasuredImage[] {
  const rows = database
    .prepare(
      `SELECT record, class_id AS classId, patient_id AS patientId, width, height FROM images
       WHERE dataset_id = ? AND record >= ? AND record < ? AND NOT is_excluded ORDER BY record`,
    )
    .all(datasetId, fromRecord, endRecord);
  return z.array(measuredImageSchema).parse(rows);
}

/** The longest width or height of a dataset's images in pixels; 0 for no images. */
export function readLongestSide(database: Database, datasetId: number): number {
  const side = database
    .prepare('SELECT coalesce(max(max(width, height)), 0) FROM images WHERE dataset_id = ?')
    .pluck()
    .get(datasetId);
  return z.number().parse(side);
}

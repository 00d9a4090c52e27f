import { z } from 'zod';
import { type GivenSplit, givenSplitSchema } from '../../shared/domain/image.ts';
import type { Database } from './client.ts';

const countSchema = z.number();

/** A copy in another class is a conflict until a reader has settled it: corrected the label, or excluded the image. */
const isInConflict = 'class_name <> classes.name AND given_class_id IS NULL AND NOT is_excluded';

/** What a dataset holds, counted; images that readers excluded are left out of all but their own count. */
export interface DatasetCounts {
  readonly images: number;
  readonly excluded: number;
  readonly patients: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Images whose patient no pattern told, each a patient of its own. */
  readonly withoutPatient: number;
  /** Images with a copy in another class. */
  readonly labelConflicts: number;
}

/** Counts a dataset's images, patients and left-out files. */
export function countDataset(database: Database, datasetId: number): DatasetCounts {
  const count = (sql: string): number => countSchema.parse(database.prepare(sql).pluck().get(datasetId));
  return {
    images: count('SELECT count(*) FROM images WHERE dataset_id = ? AND NOT is_excluded'),
    excluded: count('SELECT count(*) FROM images WHERE dataset_id = ? AND is_excluded = 1'),
    patients: count('SELECT count(DISTINCT patient_id) FROM images WHERE dataset_id = ? AND NOT is_excluded'),
    duplicates: count('SELECT count(*) FROM duplicates WHERE dataset_id = ?'),
    rejected: count('SELECT count(*) FROM rejected_files WHERE dataset_id = ?'),
    withoutPatient: count(
      `SELECT count(*) FROM patients CROSS JOIN images ON images.patient_id = patients.id
       WHERE patients.dataset_id = ? AND NOT is_excluded AND key GLOB 'file:*'`,
    ),
    labelConflicts: count(
      `SELECT count(DISTINCT image_id) FROM duplicates
         JOIN images ON images.id = image_id JOIN classes ON classes.id = class_id
       WHERE duplicates.dataset_id = ? AND ${isInConflict}`,
    ),
  };
}

const classCountSchema = z.strictObject({
  className: z.string(),
  givenSplit: givenSplitSchema.nullable(),
  images: z.number(),
});
export type ClassCount = z.infer<typeof classCountSchema>;

/** Images a class and given split, classes in their order. */
export function countByClassAndSplit(database: Database, datasetId: number): ClassCount[] {
  const rows = database
    .prepare(
      `SELECT classes.name AS className, givenSplit, images
       FROM (
         SELECT class_id, given_split AS givenSplit, count(*) AS images FROM images
         WHERE dataset_id = ? AND NOT is_excluded GROUP BY class_id, given_split
       ) JOIN classes ON classes.id = class_id
       ORDER BY position, givenSplit`,
    )
    .all(datasetId);
  return z.array(classCountSchema).parse(rows);
}

const patientFileSchema = z.strictObject({ patient: z.string(), path: z.string(), imageId: z.number() });
export type PatientFile = z.infer<typeof patientFileSchema>;

/**
 * Files (copies too, excluded images not) of the patients who stand in more than one given split, or in more than one class, in
 * order of patient and path.
 */
export function listPatientsAcross(
  database: Database,
  datasetId: number,
  boundary: 'given-split' | 'class',
): PatientFile[] {
  const [column, stored] =
    boundary === 'given-split' ? ['givenSplit', 'given_split'] : ['className', 'class_id'];
  // Few patients come into question: by their images alone, which an index tells, or because a file has copies.
  const rows = database
    .prepare(
      `WITH candidates AS MATERIALIZED (
         SELECT key FROM patients WHERE id IN (
           SELECT patient_id FROM images WHERE dataset_id = :datasetId AND NOT is_excluded
           GROUP BY patient_id HAVING min(${stored}) <> max(${stored})
         )
         UNION SELECT patient_key FROM duplicates WHERE dataset_id = :datasetId
       ), files AS MATERIALIZED (
         SELECT patients.key AS patient, path, given_split AS givenSplit, classes.name AS className,
           images.id AS imageId
         FROM candidates JOIN patients ON patients.key = candidates.key AND patients.dataset_id = :datasetId
           JOIN images ON images.patient_id = patients.id JOIN classes ON classes.id = class_id
         WHERE NOT is_excluded
         UNION ALL
         SELECT patient_key, duplicates.path, duplicates.given_split, class_name, image_id
         FROM duplicates JOIN images ON images.id = image_id
         WHERE duplicates.dataset_id = :datasetId AND NOT is_excluded
       )
       SELECT patient, path, imageId FROM files
       WHERE patient IN (SELECT patient FROM files GROUP BY patient HAVING count(DISTINCT ${column}) > 1)
       ORDER BY patient, path`,
    )
    .all({ datasetId });
  return z.array(patientFileSchema).parse(rows);
}

/** Images a given split, in the order train, val, test; splits without images are left out. */
export function countBySplit(counts: readonly ClassCount[]): Partial<Record<GivenSplit, number>> {
  const totals: Partial<Record<GivenSplit, number>> = {};
  for (const givenSplit of givenSplitSchema.options) {
    const images = counts
      .filter((count) => count.givenSplit === givenSplit)
      .reduce((sum, count) => sum + count.images, 0);
    if (images > 0) totals[givenSplit] = images;
  }
  return totals;
}

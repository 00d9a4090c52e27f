import { z } from 'zod';
import { type RejectedFile, rejectedFileSchema } from '../../shared/domain/dataset.ts';
import type { Database } from './client.ts';
import type { ImagePlace } from './images.ts';

/** A file whose content an image holds already. */
export interface NewDuplicate extends ImagePlace {
  readonly imageId: number;
}

const copySchema = z.strictObject({
  imageId: z.number(),
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  /** Whether a reader corrected the label of the image that holds them. */
  isCorrected: z.number().transform((flag) => flag === 1),
});
/** One of several files of the same content. */
export type ImageCopy = z.infer<typeof copySchema>;

/** Puts the files that an import left out in the place of those of the import before. */
export function replaceLeftOutFiles(
  database: Database,
  datasetId: number,
  { duplicates, rejected }: { duplicates: Iterable<NewDuplicate>; rejected: Iterable<RejectedFile> },
): void {
  database.prepare('DELETE FROM duplicates WHERE dataset_id = ?').run(datasetId);
  database.prepare('DELETE FROM rejected_files WHERE dataset_id = ?').run(datasetId);
  const insertDuplicate = database.prepare(
    `INSERT INTO duplicates (dataset_id, image_id, path, class_name, patient_key, given_split)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const { imageId, path, className, patient, givenSplit } of duplicates) {
    insertDuplicate.run(datasetId, imageId, path, className, patient, givenSplit);
  }
  const insertRejected = database.prepare(
    'INSERT INTO rejected_files (dataset_id, path, code, message) VALUES (?, ?, ?, ?)',
  );
  for (const { path, code, message } of rejected) insertRejected.run(datasetId, path, code, message);
}

/** Files that were left out for what they are, in order of path. */
export function listRejectedFiles(database: Database, datasetId: number): RejectedFile[] {
  const rows = database
    .prepare('SELECT path, code, message FROM rejected_files WHERE dataset_id = ? ORDER BY path')
    .all(datasetId);
  return z.array(rejectedFileSchema).parse(rows);
}

/** Files of the same content, a list an image that counts, the file that was kept first. */
export function listCopies(database: Database, datasetId: number): ImageCopy[][] {
  const rows = database
    .prepare(
      `SELECT imageId, path, className, patient, isCorrected FROM (
         SELECT images.id AS imageId, images.path, classes.name AS className, patients.key AS patient, 0 AS rank,
           given_class_id IS NOT NULL AS isCorrected
         FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id
         WHERE images.id IN (SELECT image_id FROM duplicates WHERE dataset_id = :datasetId) AND NOT is_excluded
         UNION ALL
         SELECT image_id, duplicates.path, class_name, patient_key, 1, given_class_id IS NOT NULL
         FROM duplicates JOIN images ON images.id = image_id
         WHERE duplicates.dataset_id = :datasetId AND NOT is_excluded
       ) ORDER BY imageId, rank, path`,
    )
    .all({ datasetId });
  return [...Map.groupBy(z.array(copySchema).parse(rows), ({ imageId }) => imageId).values()];
}

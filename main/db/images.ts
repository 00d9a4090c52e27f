import { z } from 'zod';
import {
  type GivenSplit,
  type Image,
  type ImageColumns,
  givenSplitSchema,
  imageColumnsSchema,
  imageSchema,
} from '../../shared/domain/image.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const trainingImageSchema = z.strictObject({
  id: z.number(),
  record: z.number(),
  path: z.string(),
  patient: z.string(),
  className: z.string(),
  givenSplit: givenSplitSchema.nullable(),
  contentHash: z.string(),
});
export type TrainingImage = z.infer<typeof trainingImageSchema>;

/** An image with the names of its class and patient, as an import brings it. */
export interface ImagePlace {
  readonly path: string;
  readonly className: string;
  readonly patient: string;
  readonly givenSplit: GivenSplit | null;
  /** Whether its table says that it counts for nothing; an image that is stored already stays as readers have it. */
  readonly isExcluded: boolean;
  /** What its table says of it beside, by names of columns; null where there is nothing. */
  readonly columns: ImageColumns | null;
}

export interface NewImage extends ImagePlace {
  readonly record: number;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly contentHash: string;
}

const selectImages = `
  SELECT images.id, images.dataset_id AS datasetId, path, classes.name AS className, patients.key AS patient,
    given_split AS givenSplit, width, height, size_bytes AS sizeBytes, content_hash AS contentHash
  FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id`;

/** Joins each image's copies, in the dataset `:datasetId`, for `heldSplit`. */
export const joinCopies = `LEFT JOIN (
  SELECT image_id, max(given_split = 'test') AS inTest, max(given_split = 'val') AS inVal
  FROM duplicates WHERE dataset_id = :datasetId GROUP BY image_id
) AS copies ON copies.image_id = images.id`;

/** The split that an image must be kept to: its own, but `test`, then `val`, where a copy of it lies there. */
export const heldSplit = `CASE WHEN given_split = 'test' OR inTest THEN 'test' WHEN inVal THEN 'val' ELSE given_split END`;

/**
 * What training needs of every image of a dataset that no reader excluded, in order of id, with the labels that
 * readers corrected. `givenSplit` is the split that the image must be kept to.
 */
export function listTrainingImages(database: Database, datasetId: number): TrainingImage[] {
  const rows = database
    .prepare(
      `SELECT images.id, record, path, patients.key AS patient, classes.name AS className,
         ${heldSplit} AS givenSplit, content_hash AS contentHash
       FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id ${joinCopies}
       WHERE images.dataset_id = :datasetId AND NOT is_excluded ORDER BY images.id`,
    )
    .all({ datasetId });
  return z.array(trainingImageSchema).parse(rows);
}

const knownImageSchema = trainingImageSchema
  .omit({ record: true })
  .extend({ columns: storedJson(imageColumnsSchema).nullable() });
/** An image that the library has already, where the last import found it. */
export type KnownImage = z.infer<typeof knownImageSchema>;

/** Every image of a dataset in order of record, in the class that its source has it in. */
export function listKnownImages(database: Database, datasetId: number): KnownImage[] {
  const rows = database
    .prepare(
      `SELECT images.id, path, patients.key AS patient, classes.name AS className, given_split AS givenSplit,
         content_hash AS contentHash, columns
       FROM images JOIN classes ON classes.id = coalesce(given_class_id, class_id) JOIN patients ON patients.id = patient_id
       WHERE images.dataset_id = ? ORDER BY record`,
    )
    .all(datasetId);
  return z.array(knownImageSchema).parse(rows);
}

const storedImageSchema = imageSchema.extend({ record: z.number() });

/** One image with its place in the pixel files; null where there is none of this id. */
export function findImage(database: Database, imageId: number): (Image & { record: number }) | null {
  const row = database
    .prepare(`${selectImages.replace('SELECT', 'SELECT record,')} WHERE images.id = ?`)
    .get(imageId);
  return row === undefined ? null : storedImageSchema.parse(row);
}

const sourceSchema = z.strictObject({
  id: z.number(),
  record: z.number(),
  path: z.string(),
  contentHash: z.string(),
});

/** Id, path and content of the images from a record on, in order of record; all of them, or so many at most. */
export function listSources(
  database: Database,
  datasetId: number,
  fromRecord: number,
  limit = -1,
): z.infer<typeof sourceSchema>[] {
  const rows = database
    .prepare(
      `SELECT id, record, path, content_hash AS contentHash FROM images
       WHERE dataset_id = ? AND record >= ? ORDER BY record LIMIT ?`,
    )
    .all(datasetId, fromRecord, limit);
  return z.array(sourceSchema).parse(rows);
}

/** Images of a dataset, and so the number of records of a whole pixel file. */
export function countImages(database: Database, datasetId: number): number {
  return z
    .number()
    .parse(database.prepare('SELECT count(*) FROM images WHERE dataset_id = ?').pluck().get(datasetId));
}

/** Patients' ids by key, those not there yet added. */
export function savePatients(
  database: Database,
  datasetId: number,
  keys: Iterable<string>,
): Map<string, number> {
  const insert = database.prepare(
    'INSERT INTO patients (dataset_id, key) VALUES (?, ?) ON CONFLICT (dataset_id, key) DO NOTHING',
  );
  for (const key of keys) insert.run(datasetId, key);
  const rows = database.prepare('SELECT key, id FROM patients WHERE dataset_id = ?').raw().all(datasetId);
  return new Map(z.array(z.tuple([z.string(), z.number()])).parse(rows));
}

/** Ids of the classes and patients that images are stored with. */
export interface GroupIds {
  readonly classIds: ReadonlyMap<string, number>;
  readonly patientIds: ReadonlyMap<string, number>;
}

/** Adds images to a dataset. Returns the id of each by content hash. */
export function insertImages(
  database: Database,
  datasetId: number,
  images: Iterable<NewImage>,
  { classIds, patientIds }: GroupIds,
): Map<string, number> {
  const insert = database.prepare(
    `INSERT INTO images (dataset_id, record, path, class_id, patient_id, given_split, width, height, size_bytes, content_hash,
       is_excluded, columns)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ids = new Map<string, number>();
  for (const image of images) {
    const { lastInsertRowid } = insert.run(
      datasetId,
      image.record,
      image.path,
      classIds.get(image.className),
      patientIds.get(image.patient),
      image.givenSplit,
      image.width,
      image.height,
      image.sizeBytes,
      image.contentHash,
      Number(image.isExcluded),
      toStoredColumns(image.columns),
    );
    ids.set(image.contentHash, Number(lastInsertRowid));
  }
  return ids;
}

/**
 * Puts images where a later import found them: their path (one no other image has), class,
 * patient, folder and further columns. A label that a reader corrected stays, and so does what one excluded.
 */
export function moveImages(
  database: Database,
  moves: Iterable<{ readonly id: number; readonly place: ImagePlace }>,
  { classIds, patientIds }: GroupIds,
): void {
  const move = database.prepare(
    `UPDATE images SET path = :path, patient_id = :patientId, given_split = :givenSplit, columns = :columns,
       class_id = iif(given_class_id IS NULL, :classId, class_id),
       given_class_id = iif(given_class_id IS NULL OR class_id = :classId, NULL, :classId)
     WHERE id = :id`,
  );
  for (const { id, place } of moves) {
    move.run({
      id,
      path: place.path,
      givenSplit: place.givenSplit,
      columns: toStoredColumns(place.columns),
      classId: classIds.get(place.className),
      patientId: patientIds.get(place.patient),
    });
  }
}

function toStoredColumns(columns: ImageColumns | null): string | null {
  return columns === null ? null : JSON.stringify(columns);
}

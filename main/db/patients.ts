import { z } from 'zod';
import {
  patientSummarySchema,
  placedImageSchema,
  type PatientSummary,
  type PlacedImage,
} from '../../shared/domain/patient-record.ts';
import type { Database } from './client.ts';

/**
 * Keys of all patients that images or predictions have, each once; a part of the key narrows them. Of many
 * predictions a patient, the index is asked for the next patient and not walked through.
 */
const findKeys = `
  RECURSIVE predicted (key) AS (
    SELECT min(patient) FROM predictions WHERE patient IS NOT NULL
    UNION ALL
    SELECT (SELECT min(patient) FROM predictions WHERE patient > predicted.key)
    FROM predicted WHERE predicted.key IS NOT NULL
  ),
  keys AS MATERIALIZED (
    SELECT key FROM patients WHERE :pattern IS NULL OR key LIKE :pattern ESCAPE '\\'
    UNION
    SELECT key FROM predicted
    WHERE key IS NOT NULL AND (:pattern IS NULL OR key LIKE :pattern ESCAPE '\\')
  )`;

const listedPatientSchema = patientSummarySchema.extend({ total: z.number() });

/** One screenful of patients in order of key, and how many there are in all. */
export function listPatients(
  database: Database,
  { search, offset, limit }: { readonly search: string; readonly offset: number; readonly limit: number },
): { patients: PatientSummary[]; total: number } {
  const pattern = search === '' ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = database
    .prepare(
      `WITH ${findKeys}, page AS (SELECT key FROM keys ORDER BY key LIMIT :limit OFFSET :offset)
       SELECT key AS patient,
         (SELECT count(*) FROM patients JOIN images ON patient_id = patients.id WHERE patients.key = page.key)
           AS images,
         (SELECT count(*) FROM predictions WHERE patient = page.key) AS predictions,
         (SELECT count(*) FROM keys) AS total
       FROM page ORDER BY key`,
    )
    .all({ pattern, offset, limit });
  const listed = z.array(listedPatientSchema).parse(rows);
  // Past the end no row tells.
  const total =
    listed[0]?.total ??
    database.prepare(`WITH ${findKeys} SELECT count(*) FROM keys`).pluck().get({ pattern });
  return {
    patients: listed.map(({ patient, images, predictions }) => ({ patient, images, predictions })),
    total: z.number().parse(total),
  };
}

const selectImages = `
  SELECT images.id, images.dataset_id AS datasetId, datasets.name AS dataset, path, classes.name AS className,
    patients.key AS patient, given_split AS givenSplit, width, height, size_bytes AS sizeBytes,
    content_hash AS contentHash
  FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id
    JOIN datasets ON datasets.id = images.dataset_id`;

/** A patient's images in every dataset, in order of dataset and path; at most 1,000. */
export function listPatientImages(database: Database, patient: string): PlacedImage[] {
  const rows = database
    .prepare(`${selectImages} WHERE patients.key = ? ORDER BY images.dataset_id, path LIMIT 1000`)
    .all(patient);
  return z.array(placedImageSchema).parse(rows);
}

/** An image with its dataset's name; null where there is none of this id. */
export function findPlacedImage(database: Database, id: number): PlacedImage | null {
  const row = database.prepare(`${selectImages} WHERE images.id = ?`).get(id);
  return row === undefined ? null : placedImageSchema.parse(row);
}

const neighboursSchema = z.strictObject({
  previous: z.number().nullable(),
  next: z.number().nullable(),
  position: z.number(),
  total: z.number(),
});

/** What stands before and after an image in its dataset's order of paths, and its place there, from 1. */
export function findNeighbours(
  database: Database,
  { datasetId, path }: { readonly datasetId: number; readonly path: string },
): z.infer<typeof neighboursSchema> {
  const row = database
    .prepare(
      `SELECT
         (SELECT id FROM images WHERE dataset_id = :datasetId AND path < :path ORDER BY path DESC LIMIT 1)
           AS previous,
         (SELECT id FROM images WHERE dataset_id = :datasetId AND path > :path ORDER BY path LIMIT 1) AS next,
         (SELECT count(*) FROM images WHERE dataset_id = :datasetId AND path <= :path) AS position,
         (SELECT count(*) FROM images WHERE dataset_id = :datasetId) AS total`,
    )
    .get({ datasetId, path });
  return neighboursSchema.parse(row);
}

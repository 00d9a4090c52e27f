import { z } from 'zod';
import {
  patientSummarySchema,
  placedImageSchema,
  type PatientSummary,
  type PlacedImage,
} from '../../shared/domain/patient-record.ts';
import { imageColumnsSchema } from '../../shared/domain/image.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const storedImageSchema = placedImageSchema.extend({ columns: storedJson(imageColumnsSchema).nullable() });

/** One screenful of patients in order of key, and how many there are in all; a part of the key narrows them. */
export function listPatients(
  database: Database,
  { search, offset, limit }: { readonly search: string; readonly offset: number; readonly limit: number },
): { patients: PatientSummary[]; total: number } {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const found = search === '' ? 'patient_keys' : `patient_keys WHERE key LIKE :pattern ESCAPE '\\'`;
  const parameters = search === '' ? {} : { pattern };
  const rows = database
    .prepare(
      `SELECT key AS patient,
         (SELECT count(*) FROM patients JOIN images ON patient_id = patients.id WHERE patients.key = page.key)
           AS images,
         (SELECT count(*) FROM predictions WHERE patient = page.key) AS predictions
       FROM (SELECT key FROM ${found} ORDER BY key LIMIT :limit OFFSET :offset) AS page ORDER BY key`,
    )
    .all({ ...parameters, offset, limit });
  const total = database.prepare(`SELECT count(*) FROM ${found}`).pluck().get(parameters);
  return { patients: z.array(patientSummarySchema).parse(rows), total: z.number().parse(total) };
}

const selectImages = `
  SELECT images.id, images.dataset_id AS datasetId, datasets.name AS dataset, path, classes.name AS className,
    patients.key AS patient, given_split AS givenSplit, width, height, size_bytes AS sizeBytes,
    content_hash AS contentHash, columns
  FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id
    JOIN datasets ON datasets.id = images.dataset_id`;

/** A patient's images in every dataset, in order of dataset and path; at most 1,000. */
export function listPatientImages(database: Database, patient: string): PlacedImage[] {
  const rows = database
    .prepare(`${selectImages} WHERE patients.key = ? ORDER BY images.dataset_id, path LIMIT 1000`)
    .all(patient);
  return z.array(storedImageSchema).parse(rows);
}

/** An image with its dataset's name; null where there is none of this id. */
export function findPlacedImage(database: Database, id: number): PlacedImage | null {
  const row = database.prepare(`${selectImages} WHERE images.id = ?`).get(id);
  return row === undefined ? null : storedImageSchema.parse(row);
}

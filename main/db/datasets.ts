import { z } from 'zod';
import type { Reference } from '../../shared/domain/name.ts';
import { patientPatternSchema } from '../../shared/domain/patient.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const storedDatasetSchema = z.strictObject({
  id: z.number(),
  name: z.string(),
  sourcePath: z.string(),
  csvPath: z.string().nullable(),
  patientPatterns: storedJson(z.array(patientPatternSchema)),
  /** Words in file names that tell an image's class. */
  classWords: storedJson(z.array(z.string())),
  createdAt: z.string(),
  revision: z.number(),
});
/** A dataset as its row has it; what its images say is apart. */
export type StoredDataset = z.infer<typeof storedDatasetSchema>;
export type NewDataset = Omit<StoredDataset, 'id' | 'createdAt' | 'revision'>;

const storedClassSchema = z.strictObject({ id: z.number(), name: z.string() });
export type StoredClass = z.infer<typeof storedClassSchema>;

const selectDatasets = `
  SELECT id, name, source_path AS sourcePath, csv_path AS csvPath, patient_patterns AS patientPatterns,
    class_words AS classWords, created_at AS createdAt, revision
  FROM datasets`;

/** Every dataset, by name; those of shipped models, whose images are elsewhere, are left out. */
export function listDatasets(database: Database): StoredDataset[] {
  return z
    .array(storedDatasetSchema)
    .parse(database.prepare(`${selectDatasets} WHERE is_shipped = 0 ORDER BY name`).all());
}

/** Finds a dataset by id or by name; digits alone are an id, since no name is made of digits alone. */
export function findDataset(database: Database, reference: Reference): StoredDataset | null {
  const isId = typeof reference === 'number' || /^\d+$/.test(reference);
  const row = database
    .prepare(`${selectDatasets} WHERE ${isId ? 'id' : 'name'} = ?`)
    .get(isId ? Number(reference) : reference.normalize('NFC'));
  return row === undefined ? null : storedDatasetSchema.parse(row);
}

/** Adds a dataset and returns its id. The caller has seen to it that the name is free and in NFC. */
export function insertDataset(database: Database, dataset: NewDataset): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO datasets (name, source_path, csv_path, patient_patterns, class_words, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      dataset.name,
      dataset.sourcePath,
      dataset.csvPath,
      JSON.stringify(dataset.patientPatterns),
      JSON.stringify(dataset.classWords),
      new Date().toISOString(),
    );
  return Number(lastInsertRowid);
}

/** Changes where a dataset's files lie and how its patients and classes are read, for images about to be added or moved. */
export function updateDataset(
  database: Database,
  datasetId: number,
  dataset: Omit<NewDataset, 'name'>,
): void {
  database
    .prepare(
      `UPDATE datasets SET source_path = ?, csv_path = ?, patient_patterns = ?, class_words = ?, revision = revision + 1
       WHERE id = ?`,
    )
    .run(
      dataset.sourcePath,
      dataset.csvPath,
      JSON.stringify(dataset.patientPatterns),
      JSON.stringify(dataset.classWords),
      datasetId,
    );
}

/** Forgets a dataset with all its images. Throws SQLite's SQLITE_CONSTRAINT where runs refer to it. */
export function deleteDataset(database: Database, datasetId: number): void {
  database.prepare('DELETE FROM datasets WHERE id = ?').run(datasetId);
}

/** A dataset's classes in their order, the negative one first. */
export function listClasses(database: Database, datasetId: number): StoredClass[] {
  const rows = database
    .prepare('SELECT id, name FROM classes WHERE dataset_id = ? ORDER BY position')
    .all(datasetId);
  return z.array(storedClassSchema).parse(rows);
}

/**
 * Gives a dataset its classes, in order, the negative one first. Returns the id of each by name, also of those not named, which
 * `dropUnusedGroups` drops once no image has them.
 */
export function saveClasses(
  database: Database,
  datasetId: number,
  names: readonly string[],
): Map<string, number> {
  // positions are unique: those there are moved out of the way first
  database.prepare('UPDATE classes SET position = -1 - position WHERE dataset_id = ?').run(datasetId);
  const save = database.prepare(
    `INSERT INTO classes (dataset_id, name, position) VALUES (?, ?, ?)
     ON CONFLICT (dataset_id, name) DO UPDATE SET position = excluded.position`,
  );
  for (const [position, name] of names.entries()) save.run(datasetId, name, position);
  return new Map(listClasses(database, datasetId).map(({ id, name }) => [name, id]));
}

/** Drops the classes and patients that no image has; a class that readers took images out of is kept. */
export function dropUnusedGroups(database: Database, datasetId: number): void {
  database
    .prepare(
      `DELETE FROM classes WHERE dataset_id = ?
         AND NOT EXISTS (SELECT 1 FROM images WHERE class_id = classes.id)
         AND NOT EXISTS (SELECT 1 FROM images WHERE given_class_id = classes.id)`,
    )
    .run(datasetId);
  database
    .prepare(
      'DELETE FROM patients WHERE dataset_id = ? AND NOT EXISTS (SELECT 1 FROM images WHERE patient_id = patients.id)',
    )
    .run(datasetId);
}

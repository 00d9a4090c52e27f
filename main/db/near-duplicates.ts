import { z } from 'zod';
import type { Database } from './client.ts';

/** Images of a dataset whose perceptual hash isn't stored yet. */
export function countUnhashedImages(database: Database, datasetId: number): number {
  const count = database
    .prepare('SELECT count(*) FROM images WHERE dataset_id = ? AND perceptual_hash IS NULL')
    .pluck()
    .get(datasetId);
  return z.number().parse(count);
}

/** Stores the hashes of those images of a stretch of records that have none yet. */
export function savePerceptualHashes(
  database: Database,
  datasetId: number,
  records: { readonly firstRecord: number; readonly endRecord: number },
  hash: (record: number) => string,
): void {
  const rows = database
    .prepare(
      `SELECT record FROM images
       WHERE dataset_id = ? AND record >= ? AND record < ? AND perceptual_hash IS NULL`,
    )
    .pluck()
    .all(datasetId, records.firstRecord, records.endRecord);
  const save = database.prepare('UPDATE images SET perceptual_hash = ? WHERE dataset_id = ? AND record = ?');
  const hashes = z
    .array(z.number())
    .parse(rows)
    .map((record) => ({ record, hash: hash(record) }));
  database.transaction(() => {
    for (const each of hashes) save.run(each.hash, datasetId, each.record);
  })();
}

const hashedImageSchema = z.strictObject({ imageId: z.number(), record: z.number(), hash: z.string() });
export type HashedImage = z.infer<typeof hashedImageSchema>;

/** The hashes of a dataset's images of the records from one to before another, in order of record. */
export function listPerceptualHashes(
  database: Database,
  datasetId: number,
  fromRecord: number,
  endRecord: number,
): HashedImage[] {
  const rows = database
    .prepare(
      `SELECT id AS imageId, record, perceptual_hash AS hash FROM images
       WHERE dataset_id = ? AND record >= ? AND record < ? AND perceptual_hash IS NOT NULL ORDER BY record`,
    )
    .all(datasetId, fromRecord, endRecord);
  return z.array(hashedImageSchema).parse(rows);
}

/** Puts a dataset's groups of images that look alike in the place of those found before. */
export function replaceNearDuplicates(
  database: Database,
  datasetId: number,
  groups: readonly (readonly number[])[],
): void {
  const insert = database.prepare(
    'INSERT INTO near_duplicates (image_id, dataset_id, group_number) SELECT id, ?, ? FROM images WHERE id = ?',
  );
  database
    .transaction(() => {
      database.prepare('DELETE FROM near_duplicates WHERE dataset_id = ?').run(datasetId);
      for (const [number, ids] of groups.entries()) {
        for (const id of ids) insert.run(datasetId, number, id);
      }
    })
    .immediate();
}

const nearDuplicateSchema = z.strictObject({
  imageId: z.number(),
  group: z.number(),
  path: z.string(),
  className: z.string(),
  patient: z.string(),
});
export type NearDuplicate = z.infer<typeof nearDuplicateSchema>;

/** Groups of images that look alike, of those that count, in order of path; each of at least two. */
export function listNearDuplicates(database: Database, datasetId: number): NearDuplicate[][] {
  const rows = database
    .prepare(
      `SELECT image_id AS imageId, group_number AS "group", path, classes.name AS className,
         patients.key AS patient
       FROM near_duplicates JOIN images ON images.id = image_id
         JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id
       WHERE near_duplicates.dataset_id = ? AND NOT is_excluded ORDER BY group_number, path`,
    )
    .all(datasetId);
  const groups = Map.groupBy(z.array(nearDuplicateSchema).parse(rows), ({ group }) => group);
  return [...groups.values()].filter((images) => images.length > 1);
}

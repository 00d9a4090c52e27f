import { z } from 'zod';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const runImageSchema = z.strictObject({
  imageId: z.number(),
  contentHash: z.string(),
  path: z.string(),
  patient: z.string(),
  part: z.enum(['train', 'val', 'excluded']),
  /** The place of its class among the run's, as it was when the run was started. */
  label: z.number(),
});
/** An image of a split, as runs on it have it. */
export type RunImage = z.infer<typeof runImageSchema>;

/** The images of a split: those trained on in their order, those validated on in theirs, and those put aside. */
export function listRunImages(database: Database, splitId: number): RunImage[] {
  const rows = database
    .prepare(
      `SELECT image_id AS imageId, content_hash AS contentHash, path, patients.key AS patient, part,
         class_index AS label
       FROM split_images JOIN images ON images.id = image_id JOIN patients ON patients.id = patient_id
       WHERE split_id = ?
       ORDER BY CASE part WHEN 'train' THEN 0 WHEN 'val' THEN 1 ELSE 2 END, position`,
    )
    .all(splitId);
  return z.array(runImageSchema).parse(rows);
}

const splitOriginSchema = z.strictObject({
  seed: z.number(),
  options: storedJson(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

/** The seed and the settings that a split was made by. */
export function readSplitOrigin(database: Database, splitId: number): z.infer<typeof splitOriginSchema> {
  return splitOriginSchema.parse(
    database.prepare('SELECT seed, options FROM splits WHERE id = ?').get(splitId),
  );
}

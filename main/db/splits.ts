import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type RunSplit, runSplitSchema } from '../../shared/domain/run.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';
import { keptMessageSchema } from './stored-message.ts';
import type { Stretch } from './stretch.ts';

/** How a dataset's images were divided: image ids, in the order in which training is given them. */
export interface SplitAssignment {
  readonly train: readonly number[];
  readonly val: readonly number[];
  readonly excluded: readonly number[];
  /** What a reader should know about it. */
  readonly notes: readonly Message[];
}

export interface NewSplit extends SplitAssignment {
  readonly datasetId: number;
  /** The place of each image's class among the dataset's classes, by the image's id. */
  readonly labels: ReadonlyMap<number, number>;
  readonly seed: number;
  /** The settings that the division followed, for the record. */
  readonly options: Readonly<Record<string, string | number | null>>;
}

/** One image of a part, with what training needs. */
export interface SplitImage {
  /** Place in the dataset's pixel files. */
  readonly record: number;
  /** The place of its class, the negative one at 0. */
  readonly label: number;
}

const splitCountsSchema = runSplitSchema.omit({ notes: true });
type SplitCounts = z.infer<typeof splitCountsSchema>;

const parts = ['train', 'val', 'excluded'] as const;

/** Stores a split, or finds the one that divides the same dataset in exactly this way; returns its id. */
export function insertSplit(database: Database, split: NewSplit): number {
  const digest = computeDigest(split);
  const known = database
    .prepare('SELECT id FROM splits WHERE dataset_id = ? AND digest = ?')
    .pluck()
    .get(split.datasetId, digest);
  if (known !== undefined) return z.number().parse(known);

  const { lastInsertRowid } = database
    .prepare(
      'INSERT INTO splits (dataset_id, seed, options, notes, digest, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      split.datasetId,
      split.seed,
      JSON.stringify(split.options),
      JSON.stringify(split.notes),
      digest,
      new Date().toISOString(),
    );
  const splitId = Number(lastInsertRowid);
  // A part in one statement: the library is locked for half as long as by a statement an image.
  const insertPart = database.prepare(
    `INSERT INTO split_images (split_id, image_id, part, position, class_index)
     SELECT :splitId, value ->> 0, :part, key, value ->> 1 FROM json_each(:images)`,
  );
  for (const part of parts) {
    const images = split[part].map((imageId) => [imageId, split.labels.get(imageId) ?? 0]);
    insertPart.run({ splitId, part, images: JSON.stringify(images) });
  }
  const counts = JSON.stringify(countSplit(database, splitId));
  database.prepare('UPDATE splits SET counts = ? WHERE id = ?').run(counts, splitId);
  return splitId;
}

/** A split's images and patients, part by part: counted when it was stored, or, of one from before that, now. */
export function summarizeSplit(database: Database, splitId: number): RunSplit {
  const { notes, counts } = z
    .strictObject({
      notes: storedJson(z.array(keptMessageSchema)),
      counts: storedJson(splitCountsSchema).nullable(),
    })
    .parse(database.prepare('SELECT notes, counts FROM splits WHERE id = ?').get(splitId));
  return { ...(counts ?? countSplit(database, splitId)), notes };
}

function countSplit(database: Database, splitId: number): SplitCounts {
  const rows = z
    .array(z.strictObject({ part: z.enum(parts), images: z.number(), patients: z.number() }))
    .parse(
      database
        .prepare(
          `SELECT part, count(*) AS images, count(DISTINCT patient_id) AS patients
           FROM split_images JOIN images ON images.id = image_id
           WHERE split_id = ? GROUP BY part`,
        )
        .all(splitId),
    );
  const toPart = (part: (typeof parts)[number]) => {
    const row = rows.find((candidate) => candidate.part === part);
    return { images: row?.images ?? 0, patients: row?.patients ?? 0 };
  };
  return { train: toPart('train'), val: toPart('val'), excluded: toPart('excluded') };
}

/** The images of one part in their order. */
export function listSplitImages(
  database: Database,
  splitId: number,
  part: 'train' | 'val',
  { from, limit }: Stretch = { from: 0, limit: -1 },
): SplitImage[] {
  const rows = database
    .prepare(
      `SELECT images.record AS record, class_index AS label
       FROM split_images JOIN images ON images.id = image_id
       WHERE split_id = ? AND part = ? AND position >= ? ORDER BY position LIMIT ?`,
    )
    .all(splitId, part, from, limit);
  return z.array(z.strictObject({ record: z.number(), label: z.number() })).parse(rows);
}

/** What a split's training and validation images are known by: content hashes, and keys of patients. */
export function listSplitContents(
  database: Database,
  splitId: number,
): { contentHash: string; patient: string }[] {
  const rows = database
    .prepare(
      `SELECT content_hash AS contentHash, patients.key AS patient
       FROM split_images JOIN images ON images.id = image_id JOIN patients ON patients.id = patient_id
       WHERE split_id = ? AND part <> 'excluded'`,
    )
    .all(splitId);
  return z.array(z.strictObject({ contentHash: z.string(), patient: z.string() })).parse(rows);
}

/** Removes a split that no run refers to any more; others stay. */
export function deleteUnusedSplit(database: Database, splitId: number): void {
  database
    .prepare('DELETE FROM splits WHERE id = ? AND NOT EXISTS (SELECT 1 FROM runs WHERE split_id = splits.id)')
    .run(splitId);
}

function computeDigest(split: NewSplit): string {
  const labels = [...split.labels].sort(([first], [second]) => first - second);
  const content = [split.seed, split.options, split.notes, split.train, split.val, split.excluded, labels];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

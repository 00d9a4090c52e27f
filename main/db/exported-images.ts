import { z } from 'zod';
import { givenSplitSchema, imageColumnsSchema } from '../../shared/domain/image.ts';
import type { Database } from './client.ts';
import { heldSplit, joinCopies } from './images.ts';
import { storedJson } from './stored-json.ts';

const exportedImageSchema = z.strictObject({
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  givenSplit: givenSplitSchema.nullable(),
  isExcluded: z.number().transform((flag) => flag === 1),
  columns: storedJson(imageColumnsSchema).nullable(),
});
/** An image as a table of its dataset says it, with the label and the exclusion that readers gave it. */
export type ExportedImage = z.infer<typeof exportedImageSchema>;

/**
 * The next images of a dataset in order of path, each once. `givenSplit` is the part it is kept to, as in
 * `listTrainingImages`.
 * @param after the path of the last image of the stretch before; null for the first stretch
 */
export function listExportedImages(
  database: Database,
  datasetId: number,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): ExportedImage[] {
  const rows = database
    .prepare(
      `SELECT path, classes.name AS className, patients.key AS patient, ${heldSplit} AS givenSplit,
         is_excluded AS isExcluded, columns
       FROM images JOIN classes ON classes.id = class_id JOIN patients ON patients.id = patient_id ${joinCopies}
       WHERE images.dataset_id = :datasetId AND path > :after ORDER BY path LIMIT :limit`,
    )
    .all({ datasetId, after: after ?? '', limit });
  return z.array(exportedImageSchema).parse(rows);
}

/** The further columns that tables gave to images of a dataset, in the order in which they first came. */
export function listColumnNames(database: Database, datasetId: number): string[] {
  const rows = database
    .prepare(
      `SELECT each.key FROM images, json_each(images.columns) AS each
       WHERE images.dataset_id = ? AND images.columns IS NOT NULL
       GROUP BY each.key ORDER BY min(images.record), min(each.id)`,
    )
    .pluck()
    .all(datasetId);
  return z.array(z.string()).parse(rows);
}

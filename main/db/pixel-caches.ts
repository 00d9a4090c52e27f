import { z } from 'zod';
import type { Database } from './client.ts';

const pixelCacheSchema = z.strictObject({ imageSize: z.number(), records: z.number() });
/** A pixel file of a dataset: side of its images, and how many whole records it holds. */
export type PixelCache = z.infer<typeof pixelCacheSchema>;

/** The pixel files of a dataset, the largest images first. */
export function listPixelCaches(database: Database, datasetId: number): PixelCache[] {
  const rows = database
    .prepare(
      'SELECT image_size AS imageSize, records FROM pixel_caches WHERE dataset_id = ? ORDER BY image_size DESC',
    )
    .all(datasetId);
  return z.array(pixelCacheSchema).parse(rows);
}

/** How many whole records a dataset's pixel file of a size holds; 0 where there is none. */
export function countRecords(database: Database, datasetId: number, imageSize: number): number {
  return listPixelCaches(database, datasetId).find((cache) => cache.imageSize === imageSize)?.records ?? 0;
}

/** Records how many whole records a dataset's pixel file of a size holds. */
export function savePixelCache(database: Database, datasetId: number, cache: PixelCache): void {
  database
    .prepare(
      `INSERT INTO pixel_caches (dataset_id, image_size, records) VALUES (?, ?, ?)
       ON CONFLICT (dataset_id, image_size) DO UPDATE SET records = excluded.records`,
    )
    .run(datasetId, cache.imageSize, cache.records);
}

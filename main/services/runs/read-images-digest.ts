import type { Database } from '../../db/client.ts';
import { listRunImages } from '../../db/run-images.ts';
import type { StoredRun } from '../../db/runs.ts';
import { digestRunImages } from './digest-run-images.ts';

/** The digest of a run's images: the stored one, or, of a run from before it was stored, made from its split. */
export function readImagesDigest(
  database: Database,
  { imagesDigest, splitId, classes }: Pick<StoredRun, 'imagesDigest' | 'splitId' | 'classes'>,
): string {
  return imagesDigest ?? digestRunImages(listRunImages(database, splitId), classes);
}

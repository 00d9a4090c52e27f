import { AppError } from '../../../shared/ipc/app-error.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import type { Database } from '../../db/client.ts';
import type { StoredDataset } from '../../db/datasets.ts';
import { countImages } from '../../db/images.ts';
import { listPixelCaches } from '../../db/pixel-caches.ts';
import type { Home } from '../../home.ts';
import { countWholeRecords, toPixelPath } from '../pixel-file.ts';

/**
 * The smallest of a dataset's pixel files that holds every image: what is measured needs no more detail.
 * @throws AppError cache-damaged when none does
 */
export async function choosePixelFile(
  database: Database,
  home: Home,
  { id, name }: StoredDataset,
): Promise<PixelFile & { readonly records: number }> {
  const records = countImages(database, id);
  for (const { imageSize, records: stored } of listPixelCaches(database, id).reverse()) {
    const path = toPixelPath(home, id, imageSize);
    if (stored >= records && (await countWholeRecords(path, imageSize)) >= records) {
      return { path, imageSize, records };
    }
  }
  throw new AppError(
    'cache-damaged',
    `The stored pixels of "${name}" are gone or incomplete. Import its folder again under the same name to make them anew.`,
    { dataset: name },
  );
}

import { setImmediate as takeTurns } from 'node:timers/promises';
import type { ImageColumns } from '../../shared/domain/image.ts';
import type { Database } from '../db/client.ts';
import { type ExportedImage, listColumnNames, listExportedImages } from '../db/exported-images.ts';
import { toPatientCell } from './patient-cell.ts';
import { writeWholeCsv } from './write-whole-csv.ts';

/** Images read from the database between two turns of other work. */
const imagesATurn = 2000;

/**
 * Writes a dataset as a CSV file that an import takes: a row an image, in order of path, with readers'
 * corrections applied, and further columns as they came. Paths are relative to the dataset's folder. Copies of an
 * image have no row of their own; the part they lie in holds for the image.
 * @returns the absolute path of the file, and how many images are in it
 * @throws AppError output-not-writable, disk-full
 */
export async function exportDataset(
  database: Database,
  datasetId: number,
  target: string,
): Promise<{ path: string; images: number }> {
  const columns = listColumnNames(database, datasetId);
  let images = 0;
  async function* listRows(): AsyncGenerator<string[]> {
    yield ['path', 'label', 'patient', 'split', 'excluded', ...columns];
    for (let after: string | null = null; ;) {
      const stretch: ExportedImage[] = listExportedImages(database, datasetId, { after, limit: imagesATurn });
      for (const image of stretch) yield toRow(image, columns);
      images += stretch.length;
      after = stretch.at(-1)?.path ?? null;
      if (stretch.length < imagesATurn) return;
      await takeTurns();
    }
  }
  return { path: await writeWholeCsv(target, listRows()), images };
}

function toRow(image: ExportedImage, columns: readonly string[]): string[] {
  const further: ImageColumns = image.columns ?? {};
  return [
    image.path,
    image.className,
    toPatientCell(image.patient),
    image.givenSplit ?? '',
    image.isExcluded ? 'yes' : 'no',
    ...columns.map((name) => further[name] ?? ''),
  ];
}

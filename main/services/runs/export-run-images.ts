import type { Database } from '../../db/client.ts';
import { listRunImages } from '../../db/run-images.ts';
import type { StoredRun } from '../../db/runs.ts';
import { writeWholeCsv } from '../../library/write-whole-csv.ts';
import { toPatientCell } from '../../library/patient-cell.ts';

/**
 * Writes the images that a run used as a CSV file: a row an image, those trained on first, in the order in which
 * the run was given them, with the labels of then. An import of datasets takes it too.
 * @returns the absolute path of the file, and how many images are in it
 * @throws AppError output-not-writable, disk-full
 */
export async function exportRunImages(
  database: Database,
  { splitId, classes }: StoredRun,
  target: string,
): Promise<{ path: string; images: number }> {
  const images = listRunImages(database, splitId).filter(({ part }) => part !== 'excluded');
  const rows = images.map(({ contentHash, path, label, patient, part }) => [
    contentHash,
    path,
    classes[label] ?? '',
    toPatientCell(patient),
    part,
  ]);
  const header = ['content_hash', 'path', 'label', 'patient', 'part'];
  return { path: await writeWholeCsv(target, [header, ...rows]), images: images.length };
}

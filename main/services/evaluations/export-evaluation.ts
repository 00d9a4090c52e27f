import type { Database } from '../../db/client.ts';
import { listJudgedRows } from '../../db/evaluated-images.ts';
import { toPatientCell } from '../../library/patient-cell.ts';
import { writeWholeCsv } from '../../library/write-whole-csv.ts';
import { refuseUnknownEvaluation } from './refuse-unknown-evaluation.ts';

/**
 * Writes what an evaluation's figures were computed from as a CSV file: a row an image, in the order in which they
 * were judged, with the class it is called at the evaluation's operating point. `probability` is of any finding; of
 * more than two classes each has a column too.
 * @returns the absolute path of the file, and how many images are in it
 * @throws AppError evaluation-not-found, output-not-writable, disk-full
 */
export async function exportEvaluation(
  database: Database,
  { evaluation, path: target }: { readonly evaluation: number; readonly path: string },
): Promise<{ path: string; images: number }> {
  const { classes, threshold, rows } =
    listJudgedRows(database, evaluation) ?? refuseUnknownEvaluation(evaluation);
  const listed = classes.length > 2 ? classes : [];
  const header = [
    ...['content_hash', 'path', 'label', 'patient', 'predicted', 'probability'],
    ...listed.map((name) => `probability_of_${name}`),
    'operating_point',
  ];
  const cells = rows.map((row) => [
    ...[row.contentHash, row.path, row.className, toPatientCell(row.patient), row.call],
    String(row.probability),
    ...listed.map((_, place) => String(row.probabilities?.[place] ?? '')),
    String(threshold),
  ]);
  return { path: await writeWholeCsv(target, [header, ...cells]), images: rows.length };
}

import type { RejectedFile } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { FoundImage } from './found-image.ts';
import { readLabelFile } from './label-file/read-label-file.ts';
import { readRowImage, type RowReaders } from './label-file/read-row-image.ts';
import { RowRejections } from './label-file/row-rejections.ts';
import { mapInOrder } from './map-in-order.ts';

/** Files asked for at a time. */
const parallelChecks = 32;

export interface FindInCsvOptions extends RowReaders {
  readonly signal: AbortSignal | null;
  /** Called with the number of rows read so far. */
  readonly onFound: (rows: number) => void;
}

/**
 * Finds the images that a CSV file names, row by row. A row whose file is missing or lies outside the folder,
 * also by way of a link, whose label is empty or none of the known classes, or whose split is unknown, is rejected
 * with its line, its column and its reason; a file that is named again counts once, and a second row that
 * contradicts the first is rejected.
 * @param root the absolute folder that paths are relative to, its links resolved
 * @throws AppError csv-invalid, path-unreadable, dataset-empty; the signal's reason once it is aborted
 */
export async function findInCsv(
  root: string,
  csvPath: string,
  options: FindInCsvOptions,
): Promise<{ images: FoundImage[]; rejected: RejectedFile[] }> {
  const found = new Map<string, { image: FoundImage; line: number }>();
  const rejections = new RowRejections(csvPath);
  const outcomes = mapInOrder(readLabelFile(csvPath), parallelChecks, async (row) => ({
    row,
    outcome: await readRowImage(root, row, options),
  }));
  let rows = 0;
  for await (const { row, outcome } of outcomes) {
    options.signal?.throwIfAborted();
    options.onFound((rows += 1));
    if ('problem' in outcome) {
      rejections.add(row, outcome);
      continue;
    }
    const { image } = outcome;
    const first = found.get(image.path);
    if (first === undefined) found.set(image.path, { image, line: row.line });
    else rejections.addContradiction(row, image, first.image, first.line);
  }
  const rejected = rejections.list();
  if (found.size === 0) throw toEmptyError(csvPath, rejected);
  return { images: [...found.values()].map(({ image }) => image), rejected };
}

function toEmptyError(csvPath: string, rejected: readonly RejectedFile[]): AppError {
  const hint = rejected[0] === undefined ? 'It has no rows.' : `The first reason: ${rejected[0].message}`;
  return new AppError('dataset-empty', `${csvPath} names no image that can be used. ${hint}`, {
    path: csvPath,
    rows: rejected.length,
  });
}

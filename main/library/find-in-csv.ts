import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { RejectedFile } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { FoundImage } from './found-image.ts';
import { toGivenSplit } from './given-split.ts';
import { mapInOrder } from './map-in-order.ts';
import type { PatientReader } from './patient-of-file.ts';
import { type LabelRow, readLabelFile } from './read-label-file.ts';

/** Files asked for at a time. */
const parallelChecks = 32;

type RowOutcome = { readonly image: FoundImage } | { readonly rejected: RejectedFile };

/**
 * Finds the images that a CSV file names. A row whose file is missing or lies outside the folder, whose
 * label is empty or whose split is unknown is rejected with its reason; a file that is named again counts
 * once, and a second row that contradicts the first is rejected.
 * @param root the absolute folder that paths are relative to
 * @throws AppError csv-invalid, path-unreadable, dataset-empty
 */
export async function findInCsv(
  root: string,
  csvPath: string,
  readPatient: PatientReader,
): Promise<{ images: FoundImage[]; rejected: RejectedFile[] }> {
  const rows = await readLabelFile(csvPath);
  const images = new Map<string, FoundImage>();
  const rejected: RejectedFile[] = [];
  const outcomes = mapInOrder(rows, parallelChecks, async (row) => ({
    row,
    outcome: await toOutcome(root, row, readPatient),
  }));
  for await (const { row, outcome } of outcomes) {
    if ('rejected' in outcome) {
      rejected.push(outcome.rejected);
      continue;
    }
    const { image } = outcome;
    const first = images.get(image.path);
    if (first === undefined) images.set(image.path, image);
    else if (!isAlike(first, image)) {
      rejected.push(
        reject(row, `names the same file as an earlier row but says otherwise; the earlier row counts`),
      );
    }
  }
  if (images.size === 0) throw toEmptyError(csvPath, rejected);
  return { images: [...images.values()], rejected };
}

async function toOutcome(root: string, row: LabelRow, readPatient: PatientReader): Promise<RowOutcome> {
  if (row.label === '') return { rejected: reject(row, 'has no label') };
  const givenSplit = row.split === '' ? null : toGivenSplit(row.split);
  if (givenSplit === null && row.split !== '') {
    return { rejected: reject(row, `has the split "${row.split}"; expected train, val or test, or nothing`) };
  }
  const absolutePath = await findFile(root, row.path);
  if (absolutePath === null) return { rejected: reject(row, 'names a file that is not there') };
  const relative = path.relative(root, absolutePath).replaceAll(path.sep, '/');
  if (relative.startsWith('../') || path.isAbsolute(relative)) {
    return { rejected: reject(row, `names a file outside ${root}`) };
  }
  return {
    image: {
      absolutePath,
      path: relative,
      className: row.label.normalize('NFC'),
      givenSplit,
      patient: row.patient === '' ? readPatient(relative) : `csv:${row.patient}`,
    },
  };
}

/** The regular file a row names, with backslashes as a Windows program writes them if need be. */
async function findFile(root: string, name: string): Promise<string | null> {
  for (const candidate of new Set([name, name.replaceAll('\\', '/')])) {
    const absolute = path.resolve(root, candidate);
    const found = await stat(absolute).catch(() => null);
    if (found?.isFile() === true) return absolute;
  }
  return null;
}

function isAlike(first: FoundImage, second: FoundImage): boolean {
  return (
    first.className === second.className &&
    first.patient === second.patient &&
    first.givenSplit === second.givenSplit
  );
}

function reject(row: LabelRow, problem: string): RejectedFile {
  return { path: row.path, code: 'csv-invalid', message: `Line ${row.line} ${problem}.` };
}

function toEmptyError(csvPath: string, rejected: readonly RejectedFile[]): AppError {
  const hint = rejected[0] === undefined ? 'It has no rows.' : `The first reason: ${rejected[0].message}`;
  return new AppError('dataset-empty', `${csvPath} names no image that can be used. ${hint}`, {
    path: csvPath,
    rows: rejected.length,
  });
}

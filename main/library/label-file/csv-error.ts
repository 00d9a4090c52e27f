import path from 'node:path';
import { AppError, type MessageDetails } from '../../../shared/ipc/app-error.ts';

/**
 * An error for a CSV file that cannot be used as a whole.
 *
 * @param problem goes on from the file's path
 * @param details for another language's words
 */
export function toCsvError(
  csvPath: string,
  problem: string,
  { cause, details = {} }: { readonly cause?: unknown; readonly details?: MessageDetails } = {},
): AppError {
  return new AppError(
    'csv-invalid',
    `The CSV file ${csvPath} ${problem}.`,
    { path: csvPath, ...details },
    { cause },
  );
}

/** Names a place in a CSV file: `labels.csv, line 7, column "label"`. @param line from 1 */
export function describeCsvPlace(csvPath: string, line: number, column: string | null): string {
  return `${path.basename(csvPath)}, line ${line}${column === null ? '' : `, column "${column}"`}`;
}

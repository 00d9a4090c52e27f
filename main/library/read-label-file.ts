import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../../shared/ipc/app-error.ts';

/** One row of a CSV file of labels; what a row leaves out is empty. */
export interface LabelRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly path: string;
  readonly label: string;
  readonly patient: string;
  readonly split: string;
}

const columns = ['path', 'label', 'patient', 'split'] as const;
const neededColumns = ['path', 'label'] as const;
const delimiters = [',', ';', '\t'];

/**
 * Reads a CSV file of labels: UTF-8, with or without a byte order mark, divided by commas, semicolons or
 * tabs (by what its first line has most of), its first line the names of columns in any order and case.
 * Columns beside path, label, patient and split are passed over.
 * @throws AppError csv-invalid, path-unreadable
 */
export async function readLabelFile(csvPath: string): Promise<LabelRow[]> {
  const text = decodeText(await readBytes(csvPath), csvPath);
  const [header, ...rows] = parseRecords(text, csvPath);
  const places = findColumns(header?.cells ?? [], csvPath);
  return rows.map(({ line, cells }) => {
    const cell = (column: (typeof columns)[number]): string => cells[places.get(column) ?? -1]?.trim() ?? '';
    return { line, path: cell('path'), label: cell('label'), patient: cell('patient'), split: cell('split') };
  });
}

async function readBytes(csvPath: string): Promise<Buffer> {
  return readFile(csvPath).catch((cause: unknown) => {
    throw new AppError(
      'path-unreadable',
      `The CSV file ${csvPath} cannot be read. Check that it is a file you may open.`,
      { path: csvPath },
      { cause },
    );
  });
}

function decodeText(bytes: Buffer, csvPath: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw toCsvError(csvPath, 'is not UTF-8 text. Save it again as "CSV UTF-8"', cause);
  }
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const csvRecordsSchema = z.array(
  z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }),
);

function parseRecords(text: string, csvPath: string): CsvRecord[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const [delimiter = ','] = delimiters.toSorted(
    (first, second) => firstLine.split(second).length - firstLine.split(first).length,
  );
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
    });
    return csvRecordsSchema
      .parse(parsed)
      .map(({ info, record }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (cause) {
    throw toCsvError(
      csvPath,
      `cannot be read as CSV (${cause instanceof Error ? cause.message : ''})`,
      cause,
    );
  }
}

function findColumns(header: readonly string[], csvPath: string): Map<(typeof columns)[number], number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = neededColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const found = names.length === 0 ? 'it is empty' : `found ${names.join(', ')}`;
    throw toCsvError(
      csvPath,
      `lacks the column ${missing.join(' and ')} (${found}). Its first line must name path and label, and may name patient and split`,
    );
  }
  return new Map(columns.map((column) => [column, names.indexOf(column)]));
}

function toCsvError(csvPath: string, problem: string, cause?: unknown): AppError {
  return new AppError('csv-invalid', `The CSV file ${csvPath} ${problem}.`, { path: csvPath }, { cause });
}

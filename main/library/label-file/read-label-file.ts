import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import type { ImageColumns } from '../../../shared/domain/image.ts';
import type { AppError } from '../../../shared/ipc/app-error.ts';
import { toCsvError } from './csv-error.ts';
import { type LabelColumn, type LabelHeadings, readLabelHeadings } from './label-headings.ts';
import { readUtf8Text } from './read-utf8-text.ts';

/** One row of a CSV file of labels. */
export interface LabelRow {
  /** Line of the file that the row ends on, from 1. */
  readonly line: number;
  readonly headings: LabelHeadings;
  /** What the row says, column by column as the headings stand. */
  readonly cells: readonly string[];
}

const delimiters = [',', ';', '\t'];
/** Longest row, in characters: a quote that is never closed would otherwise take in the rest of the file. */
const longestRow = 1_000_000;

const recordSchema = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

/**
 * Reads a CSV file of labels, row by row as they are wanted: UTF-8, with or without a byte order mark, divided
 * by commas, semicolons or tabs (by what its first line has most of), its first line the names of columns as
 * `headingNames` knows them, in any order. Empty rows are passed over.
 * @throws AppError csv-invalid, path-unreadable
 */
export async function* readLabelFile(csvPath: string): AsyncGenerator<LabelRow> {
  let headings: LabelHeadings | null = null;
  for await (const { line, cells } of readRecords(csvPath)) {
    if (headings === null) headings = readLabelHeadings(csvPath, line, cells);
    else yield { line, headings, cells };
  }
  if (headings === null) readLabelHeadings(csvPath, 1, []);
}

/** What a row says in a column, without blanks around it; empty where the file lacks the column. */
export function readCell({ headings, cells }: LabelRow, column: LabelColumn): string {
  return cells[headings.places.get(column) ?? -1]?.trim() ?? '';
}

/** What a row says in the columns that this app gives no meaning, by their names; null where there are none. */
export function readFurtherCells({ headings, cells }: LabelRow): ImageColumns | null {
  const { furtherPlaces, names } = headings;
  if (furtherPlaces.length === 0) return null;
  return Object.fromEntries(furtherPlaces.map((place) => [names[place] ?? '', cells[place] ?? '']));
}

async function* readRecords(csvPath: string): AsyncGenerator<{ line: number; cells: string[] }> {
  const texts = readUtf8Text(csvPath);
  const first = (await texts.next()).value ?? '';
  const parser = parse({
    delimiter: chooseDelimiter(first),
    info: true,
    maxRecordSize: longestRow,
    relaxColumnCount: true,
    // a quote within a cell that has none around it is a quote, as in 5'10"
    relaxQuotes: true,
    skipEmptyLines: true,
  });
  const feeding = pipeline(Readable.from(continueTexts(first, texts)), parser);
  // what goes wrong on the way in is met by whoever reads on
  feeding.catch(() => {});
  try {
    for await (const parsed of parser) {
      const { info, record } = recordSchema.parse(parsed);
      if (record.some((cell) => cell.trim() !== '')) yield { line: info.lines, cells: record };
    }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw toUnreadableError(csvPath, thrown);
  }
  await feeding;
}

function toUnreadableError(csvPath: string, cause: CsvError): AppError {
  // a quote that is never closed takes in the rest of the file, or as much of it as a row may hold
  if (cause.code !== 'CSV_QUOTE_NOT_CLOSED' && cause.code !== 'CSV_MAX_RECORD_SIZE') {
    return toCsvError(csvPath, `cannot be read as CSV (${cause.message})`, { cause });
  }
  return toCsvError(
    csvPath,
    'has a quotation mark (") that is never closed, so that its rows cannot be told apart. Close it, or save the table as "CSV UTF-8" again',
    { cause, details: { openQuote: '"' } },
  );
}

async function* continueTexts(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (first !== '') yield first;
  yield* rest;
}

function chooseDelimiter(text: string): string {
  const firstLine = /[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const [most = ','] = delimiters.toSorted(
    (first, second) => firstLine.split(second).length - firstLine.split(first).length,
  );
  return most;
}

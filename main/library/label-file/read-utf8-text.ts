import { createReadStream } from 'node:fs';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { toCsvError } from './csv-error.ts';

const lineFeed = 0x0a;

/**
 * Reads a file as UTF-8 text in parts that end where lines end, so that memory stays bounded however long the
 * file is. A byte order mark is passed over.
 * @throws AppError path-unreadable; csv-invalid, naming the line, for bytes that are not UTF-8
 */
export async function* readUtf8Text(csvPath: string): AsyncGenerator<string, undefined> {
  let line = 1;
  for await (const bytes of readWholeLines(csvPath)) {
    const text = decode(bytes);
    if (text === null) throw toEncodingError(csvPath, bytes, line);
    yield line === 1 ? text.replace(/^\uFEFF/, '') : text;
    line += countLines(bytes);
  }
}

/** The bytes of a file, cut only after line ends: no character of UTF-8 holds that byte. */
async function* readWholeLines(csvPath: string): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(csvPath);
  let rest: Buffer[] = [];
  try {
    for await (const bytes of chunks) {
      const end = bytes.lastIndexOf(lineFeed) + 1;
      if (end > 0) yield Buffer.concat([...rest, bytes.subarray(0, end)]);
      rest = end > 0 ? [bytes.subarray(end)] : [...rest, bytes];
    }
  } catch (cause) {
    throw new AppError(
      'path-unreadable',
      `The CSV file ${csvPath} cannot be read. Check that it is a file you may open.`,
      { path: csvPath },
      { cause },
    );
  }
  yield Buffer.concat(rest);
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) lines += 1;
  return lines;
}

function toEncodingError(csvPath: string, bytes: Buffer, firstLine: number): AppError {
  let line = firstLine;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found + 1;
    if (decode(bytes.subarray(start, end)) === null) break;
    start = end;
  }
  return toCsvError(
    csvPath,
    `is not UTF-8 text: line ${line} has bytes that mean nothing in it. Save it again as "CSV UTF-8"`,
    { details: { encoding: 'UTF-8' } },
  );
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';

/** A pixel file, open for reading records by their number. Nothing of it is kept in memory. */
export interface PixelRecords {
  readonly imageSize: number;
  /** Records in the file. */
  readonly records: number;
  /** Records as they lie in the file. @throws AppError `cache-damaged` where one is missing or unreadable */
  readBytes(records: readonly number[]): Uint8Array;
  /** Records one after the other, of values in [0, 1]. @throws AppError `cache-damaged` */
  readValues(records: readonly number[]): Float32Array<ArrayBuffer>;
  close(): void;
}

/**
 * Opens a file of fixed-size records without an engine, so that threads without one can read it too.
 *
 * @throws AppError `cache-damaged` where it is not there or cannot be read
 */
export function openPixelRecords({ path, imageSize }: PixelFile): PixelRecords {
  const recordBytes = imageSize * imageSize;
  const file = guard(path, () => openSync(path, 'r'));
  const records = guard(path, () => Math.floor(fstatSync(file).size / recordBytes));

  const readBytes = (wanted: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(wanted.length * recordBytes);
    wanted.forEach((record, index) => {
      const got = guard(path, () =>
        readSync(file, bytes, index * recordBytes, recordBytes, record * recordBytes),
      );
      if (got !== recordBytes) throw toDamaged(path, `record ${record} is not whole`);
    });
    return bytes;
  };
  const readValues = (wanted: readonly number[]): Float32Array<ArrayBuffer> => scalePixels(readBytes(wanted));
  return { imageSize, records, readBytes, readValues, close: () => closeSync(file) };
}

/** 0 to 255 becomes 0 to 1. */
function scalePixels(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) values[index] = (bytes[index] ?? 0) / 255;
  return values;
}

function guard<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (thrown) {
    throw toDamaged(path, 'it cannot be read', thrown);
  }
}

function toDamaged(path: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'cache-damaged',
    `The pixel cache ${path} is damaged: ${why}. Import the dataset again, which makes it anew; the source images are untouched.`,
    { path },
    { cause },
  );
}

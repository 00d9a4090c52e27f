import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { plainScaling, type InputScaling } from '../../../shared/domain/input-scaling.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { scaleImages } from './scale-images.ts';

/** A pixel file, open for reading records by their number. Nothing of it is kept in memory. */
export interface PixelReader {
  readonly imageSize: number;
  /** Records in the file. */
  readonly records: number;
  /**
   * Reads records as [count, imageSize, imageSize, 1], scaled as the network wants them; the caller frees
   * the tensor.
   *
   * @throws AppError `cache-damaged` where a record is missing or cannot be read
   */
  read(records: readonly number[]): tf.Tensor4D;
  /** Records as they lie in the file. @throws AppError `cache-damaged` */
  readBytes(records: readonly number[]): Uint8Array;
  /** Records one after the other, of values in [0, 1]. @throws AppError `cache-damaged` */
  readValues(records: readonly number[]): Float32Array;
  close(): void;
}

/**
 * Opens a file of fixed-size records.
 *
 * @param scaling that of the model that the images are read for
 * @throws AppError `cache-damaged` where it is not there or cannot be read
 */
export function openPixelFile(
  { path, imageSize }: PixelFile,
  scaling: InputScaling = plainScaling,
): PixelReader {
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
  const readValues = (wanted: readonly number[]): Float32Array => scalePixels(readBytes(wanted));
  const read = (wanted: readonly number[]): tf.Tensor4D => {
    const values = readValues(wanted);
    scaleImages(values, recordBytes, scaling);
    return tf.tensor4d(values, [wanted.length, imageSize, imageSize, 1]);
  };
  return { imageSize, records, read, readBytes, readValues, close: () => closeSync(file) };
}

/** 0 to 255 becomes 0 to 1. */
function scalePixels(bytes: Uint8Array): Float32Array {
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

import * as tf from '@tensorflow/tfjs';
import { plainScaling, type InputScaling } from '../../../shared/domain/input-scaling.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { openPixelRecords, type PixelRecords } from './pixel-file.ts';
import { scaleImages } from './scale-images.ts';

/** A pixel file whose records are read as a network's input. */
export interface PixelReader extends PixelRecords {
  /**
   * Reads records as [count, imageSize, imageSize, 1], scaled as the network wants them; the caller frees
   * the tensor.
   *
   * @throws AppError `cache-damaged` where a record is missing or cannot be read
   */
  read(records: readonly number[]): tf.Tensor4D;
}

/**
 * Opens a pixel file for the running engine.
 *
 * @param scaling that of the model that the images are read for
 * @throws AppError `cache-damaged` where it is not there or cannot be read
 */
export function openPixelFile(pixels: PixelFile, scaling: InputScaling = plainScaling): PixelReader {
  const records = openPixelRecords(pixels);
  const { imageSize } = pixels;
  const read = (wanted: readonly number[]): tf.Tensor4D => {
    const values = records.readValues(wanted);
    scaleImages(values, imageSize * imageSize, scaling);
    return tf.tensor4d(values, [wanted.length, imageSize, imageSize, 1]);
  };
  return { ...records, read };
}

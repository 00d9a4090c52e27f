import * as tf from '@tensorflow/tfjs';
import type { InputScaling } from '../../../shared/domain/input-scaling.ts';
import type { PixelReader } from './pixel-reader.ts';
import { scaleImages } from './scale-images.ts';

/**
 * A reader whose images are changed before they are scaled. Readers that change can stand on one another: the
 * inner one's change comes first.
 *
 * @param scaling that of `reader`
 * @param change changes the image of a record, values of [0, 1], in place; a record is to be changed alike each time
 */
export function changeReader(
  reader: PixelReader,
  scaling: InputScaling,
  change: (image: Float32Array, record: number) => void,
): PixelReader {
  const { imageSize } = reader;
  const length = imageSize * imageSize;
  const readValues: PixelReader['readValues'] = (records) => {
    const values = reader.readValues(records);
    records.forEach((record, index) => change(values.subarray(index * length, (index + 1) * length), record));
    return values;
  };
  return {
    ...reader,
    readValues,
    read(records) {
      const values = readValues(records);
      scaleImages(values, length, scaling);
      return tf.tensor4d(values, [records.length, imageSize, imageSize, 1]);
    },
  };
}

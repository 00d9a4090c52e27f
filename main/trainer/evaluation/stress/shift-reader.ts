import * as tf from '@tensorflow/tfjs';
import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import { deriveSeed } from '../../../../shared/domain/seeded-random.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
import { scaleImages } from '../../data/scale-images.ts';
import type { Shift } from './shifts.ts';

/** A shift at one of its strengths. */
export interface ShiftAt {
  readonly shift: Shift;
  readonly strength: number;
}

/**
 * A reader whose images are shifted before they are scaled. A record is shifted alike each time.
 *
 * @param scaling that of `reader`
 * @param chooseShift how a record's image is shifted
 */
export function shiftReader(
  reader: PixelReader,
  scaling: InputScaling,
  chooseShift: (record: number) => ShiftAt,
): PixelReader {
  const { imageSize } = reader;
  const length = imageSize * imageSize;
  return {
    ...reader,
    read(records) {
      const values = reader.readValues(records);
      records.forEach((record, index) => {
        const image = values.subarray(index * length, (index + 1) * length);
        const { shift, strength } = chooseShift(record);
        shift.apply(image, imageSize, strength, deriveSeed(record, 'stress'));
      });
      scaleImages(values, length, scaling);
      return tf.tensor4d(values, [records.length, imageSize, imageSize, 1]);
    },
  };
}

import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import { deriveSeed } from '../../../../shared/domain/seeded-random.ts';
import { changeReader } from '../../data/change-reader.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
import { shifts, type ShiftStage } from './shifts.ts';

/**
 * A reader whose images are shifted before they are scaled. A record is shifted alike each time.
 *
 * @param scaling that of `reader`
 * @param chooseShift how a record's image is shifted
 */
export function shiftReader(
  reader: PixelReader,
  scaling: InputScaling,
  chooseShift: (record: number) => ShiftStage,
): PixelReader {
  return changeReader(reader, scaling, (image, record) => {
    const { name, strength } = chooseShift(record);
    shifts[name].apply(image, reader.imageSize, strength, deriveSeed(record, 'stress'));
  });
}

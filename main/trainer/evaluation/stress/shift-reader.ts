import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import { deriveSeed } from '../../../../shared/domain/seeded-random.ts';
import { changeReader } from '../../data/change-reader.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
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
  return changeReader(reader, scaling, (image, record) => {
    const { shift, strength } = chooseShift(record);
    shift.apply(image, reader.imageSize, strength, deriveSeed(record, 'stress'));
  });
}

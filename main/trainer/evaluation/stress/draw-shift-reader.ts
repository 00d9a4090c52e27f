import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import { createRandom, deriveSeed, drawBelow } from '../../../../shared/domain/seeded-random.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
import { shiftReader } from './shift-reader.ts';
import { shiftStages } from './shifts.ts';

/**
 * A reader that shifts each image in one way, drawn from those of the stress test.
 *
 * @param scaling that of `reader`
 * @param draw another number draws other shifts
 */
export function drawShiftReader(reader: PixelReader, scaling: InputScaling, draw: number): PixelReader {
  return shiftReader(reader, scaling, (record) => {
    const random = createRandom(deriveSeed(record, 'shift', draw));
    const drawn = shiftStages[drawBelow(random, shiftStages.length)];
    if (drawn === undefined) throw new Error('a shift beyond the last');
    return drawn;
  });
}

import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import { createRandom, deriveSeed, drawBelow } from '../../../../shared/domain/seeded-random.ts';
import { shiftNames } from '../../../../shared/domain/stress.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
import { shiftReader, type ShiftAt } from './shift-reader.ts';
import { shifts } from './shifts.ts';

const everyShift: readonly ShiftAt[] = shiftNames.flatMap((name) =>
  shifts[name].strengths.map((strength) => ({ shift: shifts[name], strength })),
);

/**
 * A reader that shifts each image in one way, drawn from those of the stress test.
 *
 * @param scaling that of `reader`
 * @param draw another number draws other shifts
 */
export function drawShiftReader(reader: PixelReader, scaling: InputScaling, draw: number): PixelReader {
  return shiftReader(reader, scaling, (record) => {
    const random = createRandom(deriveSeed(record, 'shift', draw));
    const drawn = everyShift[drawBelow(random, everyShift.length)];
    if (drawn === undefined) throw new Error('a shift beyond the last');
    return drawn;
  });
}

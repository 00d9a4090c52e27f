import type { Interval } from '../../../shared/domain/metric.ts';
import {
  calculateSensitivity,
  calculateSpecificity,
  toBinaryCounts,
} from '../../../shared/domain/statistics/binary-counts.ts';
import { calculateShareRight, countCalls } from '../../../shared/domain/statistics/class-decisions.ts';
import { bootstrapByPatient, type Call } from './bootstrap.ts';
import { calculateExactInterval } from './exact-interval.ts';

/** A share of right calls, null without an image that it is of, with its 95 % interval by patients. */
export interface MeasuredShare {
  readonly share: number | null;
  readonly interval: Interval | null;
}

const measures = {
  accuracy: calculateShareRight,
  sensitivity: (rows: readonly (readonly number[])[]) => calculateSensitivity(toBinaryCounts(rows)),
  specificity: (rows: readonly (readonly number[])[]) => calculateSpecificity(toBinaryCounts(rows)),
};
type ShareName = keyof typeof measures;

/** Whether a share is of the images of a class, by the class's place. */
const isOf: Readonly<Record<ShareName, (truth: number) => boolean>> = {
  accuracy: () => true,
  sensitivity: (truth) => truth > 0,
  specificity: (truth) => truth === 0,
};

/**
 * Accuracy over all classes, and sensitivity and specificity of any finding, with their intervals: by bootstrap
 * of patients, and exact where a share is 0 or 1.
 *
 * @param patients the calls of each patient's images
 * @param classes how many
 */
export function measureShares(
  patients: readonly (readonly Call[])[],
  classes: number,
): Readonly<Record<ShareName, MeasuredShare>> {
  const calls = patients.flat();
  const rows = countCalls(
    calls.map(({ truth }) => truth),
    calls.map(({ call }) => call),
    classes,
  );
  const intervals = bootstrapByPatient(patients, classes, measures);
  const measure = (name: ShareName): MeasuredShare => {
    const share = measures[name](rows);
    const own = patients.filter((patient) => patient.some(({ truth }) => isOf[name](truth)));
    const isExtreme = own.length > 0 && (share === 0 || share === 1);
    return { share, interval: isExtreme ? calculateExactInterval(share, own.length) : intervals[name] };
  };
  return {
    accuracy: measure('accuracy'),
    sensitivity: measure('sensitivity'),
    specificity: measure('specificity'),
  };
}

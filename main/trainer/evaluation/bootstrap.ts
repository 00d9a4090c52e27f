import { createRandom, drawBelow } from '../../../shared/domain/seeded-random.ts';
import type { Interval } from '../../../shared/domain/metric.ts';
import type { BinaryCounts } from '../../../shared/domain/statistics/binary-counts.ts';

const resamples = 1000;
/** Fixed, so that the same evaluation gives the same intervals. */
const seed = 20_240_601;

/**
 * 95 % intervals by the percentile bootstrap (Efron 1979), drawing whole patients with replacement, since
 * images of one patient are not independent: 1,000 resamples of as many patients as there are.
 *
 * @param patients decisions of each patient's images
 * @param measures what to compute of each resample; one that gives null does not count
 * @returns one interval a measure; null where no resample gave a value
 */
export function bootstrapByPatient<Name extends string>(
  patients: readonly BinaryCounts[],
  measures: Readonly<Record<Name, (counts: BinaryCounts) => number | null>>,
): Record<Name, Interval | null> {
  const names = Object.keys(measures) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  const random = createRandom(seed);
  for (let resample = 0; resample < resamples; resample += 1) {
    const counts = drawPatients(patients, random);
    for (const name of names) {
      const value = measures[name](counts);
      if (value !== null) values.get(name)?.push(value);
    }
  }
  const intervals = names.map((name) => [name, toInterval(values.get(name) ?? [])] as const);
  return Object.fromEntries(intervals) as Record<Name, Interval | null>;
}

function drawPatients(
  patients: readonly BinaryCounts[],
  random: ReturnType<typeof createRandom>,
): BinaryCounts {
  const total = { trueNegatives: 0, falsePositives: 0, falseNegatives: 0, truePositives: 0 };
  for (const _ of patients) {
    const patient = patients[drawBelow(random, patients.length)];
    if (patient === undefined) continue;
    total.trueNegatives += patient.trueNegatives;
    total.falsePositives += patient.falsePositives;
    total.falseNegatives += patient.falseNegatives;
    total.truePositives += patient.truePositives;
  }
  return total;
}

function toInterval(values: number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = values.sort((a, b) => a - b);
  return [interpolateQuantile(sorted, 0.025), interpolateQuantile(sorted, 0.975)];
}

/**
 * A quantile by linear interpolation between neighbours (type 7 of Hyndman and Fan 1996, numpy's default).
 *
 * @param sorted at least one value, rising
 * @param share in [0, 1]
 */
export function interpolateQuantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

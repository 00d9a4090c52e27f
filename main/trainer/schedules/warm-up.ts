import { countEpochsBefore, type Schedule } from './learning-rate.ts';

/**
 * From the first batch on up to 1 in a straight line, reached with the last batch of the warm-up (Goyal et al.
 * 2017). The first batch has its share of the way and not 0, which would waste it.
 */
export const warmUp: Schedule = (position, { warmupEpochs }) => {
  if (warmupEpochs === 0) return 1;
  return Math.min(1, (countEpochsBefore(position) + 1 / position.batches) / warmupEpochs);
};

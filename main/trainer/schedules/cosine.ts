import { countEpochsBefore, type Schedule } from './learning-rate.ts';

/**
 * Half a cosine from 1 at the end of the warm-up to 0 at the end of the last epoch (Loshchilov and Hutter
 * 2017, without restarts; Keras's CosineDecay with alpha 0).
 */
export const followCosine: Schedule = (position, { epochs, warmupEpochs }) => {
  const length = epochs - warmupEpochs;
  if (length <= 0) return 1;
  const gone = Math.max(0, countEpochsBefore(position) - warmupEpochs) / length;
  return (1 + Math.cos(Math.PI * Math.min(gone, 1))) / 2;
};

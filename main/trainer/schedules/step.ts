import type { Schedule } from './learning-rate.ts';

/** Down by `scheduleFactor` after every `scheduleEpochs` epochs (Keras's ExponentialDecay with a staircase). */
export const goDownStep: Schedule = ({ epoch }, { scheduleEpochs, scheduleFactor }) =>
  scheduleFactor ** Math.floor((epoch - 1) / scheduleEpochs);

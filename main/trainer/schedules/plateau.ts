import { isBetter } from '../callbacks/monitor.ts';
import type { Schedule } from './learning-rate.ts';

/**
 * Down by `scheduleFactor` whenever `scheduleEpochs` epochs have gone by without a better one (Keras's
 * ReduceLROnPlateau with min_delta 0 and no cooldown). Which way the monitored metric is better stands in
 * `monitorModes`. The reductions are counted anew from the history each time, which takes no state.
 */
export const reduceOnPlateau: Schedule = ({ history }, { monitor, scheduleEpochs, scheduleFactor }) => {
  let [best] = history;
  let waited = 0;
  let reductions = 0;
  for (const epoch of history.slice(1)) {
    if (best === undefined || isBetter(epoch, best, monitor)) {
      best = epoch;
      waited = 0;
      continue;
    }
    waited += 1;
    if (waited < scheduleEpochs) continue;
    reductions += 1;
    waited = 0;
  }
  return scheduleFactor ** reductions;
};

import { chooseYoudenThreshold } from '../evaluation/youden.ts';
import type { NamedArrays } from '../model-files/named-arrays.ts';
import { pickBestEpoch, type MonitorName } from './monitor.ts';
import type { TrainingCallback } from './training-callback.ts';

/** The best epoch so far: what a run is worth in the end. */
export interface BestEpoch {
  readonly epoch: number;
  /** The operating point chosen on this epoch's validation. */
  readonly threshold: number;
  readonly weights: NamedArrays;
}

export interface BestWeights extends TrainingCallback {
  readonly best: BestEpoch | null;
}

/**
 * Keeps a copy of the weights of the best epoch, with its operating point by Youden's index.
 *
 * @param options.readWeights copies the model's weights as they are
 * @param options.best of an earlier part of the run, from its checkpoint
 */
export function createBestWeights(options: {
  monitor: MonitorName;
  readWeights: () => NamedArrays;
  best: BestEpoch | null;
}): BestWeights {
  let { best } = options;
  return {
    get best() {
      return best;
    },
    onEpochEnded({ metrics, history, validation }) {
      if (pickBestEpoch(history, options.monitor)?.epoch === metrics.epoch) {
        const threshold = chooseYoudenThreshold({
          scores: validation.probabilities,
          labels: validation.labels,
        });
        best = { epoch: metrics.epoch, threshold, weights: options.readWeights() };
      }
    },
  };
}

import { chooseDecision, type Decision, type DecisionSettings } from '../evaluation/choose-decision.ts';
import type { NamedArrays } from '../model-files/named-arrays.ts';
import { pickBestEpoch, type MonitorName } from './monitor.ts';
import type { TrainingCallback } from './training-callback.ts';

/** The best epoch so far: what a run is worth in the end. */
export interface BestEpoch extends Decision {
  readonly epoch: number;
  readonly weights: NamedArrays;
}

export interface BestWeights extends TrainingCallback {
  readonly best: BestEpoch | null;
}

/**
 * Keeps a copy of the weights of the best epoch, with the calibration and the operating point that its
 * validation gives.
 *
 * @param options.readWeights copies the model's weights as they are
 * @param options.best of an earlier part of the run, from its checkpoint
 */
export function createBestWeights(options: {
  settings: DecisionSettings & { readonly monitor: MonitorName };
  readWeights: () => Promise<NamedArrays>;
  best: BestEpoch | null;
}): BestWeights {
  const { settings } = options;
  let { best } = options;
  return {
    get best() {
      return best;
    },
    async onEpochEnded({ metrics, history, validation }) {
      if (pickBestEpoch(history, settings.monitor)?.epoch === metrics.epoch) {
        best = {
          epoch: metrics.epoch,
          ...chooseDecision(validation, settings),
          weights: await options.readWeights(),
        };
      }
    },
  };
}

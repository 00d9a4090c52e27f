import { pickBestEpoch, type MonitorName } from './monitor.ts';
import type { TrainingCallback } from './training-callback.ts';

const monitorWords: Readonly<Record<MonitorName, string>> = {
  valRocAuc: 'validation ROC AUC',
  valAccuracy: 'validation accuracy',
  valLoss: 'validation loss',
};

/**
 * Ends a run whose best epoch lies `patience` epochs back. It looks at the history alone, so that a resumed
 * run stops where an unbroken one would.
 *
 * @param options.patience epochs without improvement that are borne; 0 never stops early
 */
export function createEarlyStopping(options: { monitor: MonitorName; patience: number }): TrainingCallback {
  const { monitor, patience } = options;
  return {
    beforeEpoch(history) {
      const best = pickBestEpoch(history, monitor);
      if (patience === 0 || best === null || history.length - best.epoch < patience) return null;
      const epochs = patience === 1 ? 'epoch' : 'epochs';
      return {
        code: 'stopped-early',
        message: `Stopped early: ${monitorWords[monitor]} has not improved on epoch ${best.epoch} for ${patience} ${epochs}.`,
        details: { monitor, epoch: best.epoch, patience },
      };
    },
  };
}

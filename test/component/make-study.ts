import { runSettingsSchema } from '../../shared/domain/run-settings.ts';
import type { Study, Trial } from '../../shared/domain/study.ts';

/** A completed trial with what a test doesn't care about filled in. */
export function makeTrial(number: number, changes: Partial<Trial> = {}): Trial {
  return {
    number,
    settings: {},
    status: 'completed',
    statusReason: null,
    run: number + 10,
    runName: `search-trial-${number}`,
    bestEpoch: 1,
    epochsDone: 1,
    figures: { valRocAuc: 0.9, valLoss: 0.4, valAccuracy: 0.8 },
    seconds: 12,
    ...changes,
  };
}

/** A sweep over learning rate and optimizer, compared by ROC AUC. */
export function makeStudy(changes: Partial<Study> = {}): Study {
  return {
    study: 1,
    name: 'search',
    plan: {
      kind: 'sweep',
      search: 'random',
      axes: [
        { setting: 'learningRate', minimum: 0.0001, maximum: 0.01, scale: 'log' },
        { setting: 'optimizer', values: ['sgd', 'adam'] },
      ],
      minutes: null,
    },
    dataset: 'cxr',
    datasetId: 1,
    preset: 'cnn5',
    metric: 'valRocAuc',
    status: 'completed',
    statusReason: null,
    trialsPlanned: 0,
    trialsDone: 0,
    trialsFailed: 0,
    currentRun: null,
    best: null,
    compared: null,
    createdAt: '2026-03-04T10:00:00.000Z',
    endedAt: null,
    settings: runSettingsSchema.parse({}),
    trials: [],
    spread: { valRocAuc: null, valLoss: null, valAccuracy: null },
    validated: null,
    ...changes,
  };
}

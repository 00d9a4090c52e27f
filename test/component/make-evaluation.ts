import type { Evaluation } from '../../shared/domain/run.ts';

const row = { precision: 0.9, recall: 0.9, f1: 0.9, support: 10 };

/** Of ten images of either class, judged at 0.5, with what a test doesn't care about filled in. */
export function makeEvaluation(changes: Partial<Evaluation> = {}): Evaluation {
  return {
    evaluation: 1,
    kind: 'validation',
    run: 1,
    runName: 'first',
    sourcePath: '',
    patients: 20,
    views: 1,
    seenInTraining: 0,
    rejected: [],
    warnings: [],
    createdAt: '2026-03-04T10:00:00.000Z',
    images: 20,
    positiveClass: 'PNEUMONIA',
    threshold: 0.5,
    accuracy: 0.85,
    rocAuc: 0.95,
    prAuc: 0.95,
    sensitivity: 0.9,
    specificity: 0.8,
    brier: 0.1,
    ece: 0.1,
    calibration: null,
    confusionMatrix: {
      classes: ['NORMAL', 'PNEUMONIA'],
      rows: [
        [8, 2],
        [1, 9],
      ],
    },
    report: { NORMAL: row, PNEUMONIA: row },
    averages: { macro: row, weighted: row },
    multiclass: null,
    intervals: { accuracy: [0.7, 1], rocAuc: null, sensitivity: null, specificity: null },
    ...changes,
  };
}

import type { EvaluationMetrics } from '../../../shared/domain/metric.ts';
import { bootstrapByPatient } from './bootstrap.ts';
import { calculateBrier } from './brier.ts';
import { reportClasses } from './classification-report.ts';
import {
  calculateAccuracy,
  calculateSensitivity,
  calculateSpecificity,
  countDecisions,
  type BinaryCounts,
} from '../../../shared/domain/statistics/binary-counts.ts';
import { calculateRocAucInterval } from '../../../shared/domain/statistics/delong.ts';
import { calculateExpectedCalibrationError } from './expected-calibration-error.ts';
import type { LabelledScores } from '../../../shared/domain/statistics/labelled-scores.ts';
import { calculatePrAuc } from './precision-recall.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';

export interface ScoresToEvaluate extends LabelledScores {
  /** One key an image; images of a key are drawn together when intervals are made. */
  readonly patients: readonly string[];
  /** [negative, positive]. */
  readonly classes: readonly [string, string];
  /** The operating point: positive from here on. */
  readonly threshold: number;
  /** What the model said before it was calibrated, and by what; left out where it is not. */
  readonly uncalibrated?: { readonly temperature: number; readonly scores: readonly number[] } | null;
}

/** Every measure of a model on labelled images; null is what one class alone cannot tell. */
export function evaluateScores(input: ScoresToEvaluate): EvaluationMetrics {
  const { classes, threshold } = input;
  const counts = countDecisions(input, threshold);
  const intervals = bootstrapByPatient(countByPatient(input), {
    accuracy: calculateAccuracy,
    sensitivity: calculateSensitivity,
    specificity: calculateSpecificity,
  });
  return {
    images: input.scores.length,
    positiveClass: classes[1],
    threshold,
    accuracy: calculateAccuracy(counts),
    rocAuc: calculateRocAuc(input),
    prAuc: calculatePrAuc(input),
    sensitivity: calculateSensitivity(counts),
    specificity: calculateSpecificity(counts),
    brier: calculateBrier(input),
    ece: calculateExpectedCalibrationError(input),
    calibration: describeCalibration(input),
    confusionMatrix: {
      classes: [...classes],
      rows: [
        [counts.trueNegatives, counts.falsePositives],
        [counts.falseNegatives, counts.truePositives],
      ],
    },
    report: reportClasses(counts, classes),
    intervals: {
      accuracy: intervals.accuracy ?? [0, 1],
      rocAuc: calculateRocAucInterval(input),
      sensitivity: intervals.sensitivity,
      specificity: intervals.specificity,
    },
  };
}

function describeCalibration({ uncalibrated, labels }: ScoresToEvaluate): EvaluationMetrics['calibration'] {
  if (uncalibrated == null) return null;
  const { temperature, scores } = uncalibrated;
  const before = { scores, labels };
  return {
    temperature,
    before: { brier: calculateBrier(before), ece: calculateExpectedCalibrationError(before) },
  };
}

function countByPatient({ scores, labels, patients, threshold }: ScoresToEvaluate): BinaryCounts[] {
  const images = new Map<string, { scores: number[]; labels: number[] }>();
  scores.forEach((score, index) => {
    const patient = patients[index] ?? '';
    const own = images.get(patient) ?? { scores: [], labels: [] };
    own.scores.push(score);
    own.labels.push(labels[index] ?? 0);
    images.set(patient, own);
  });
  return [...images.values()].map((own) => countDecisions(own, threshold));
}

import { nameFindings } from '../../../shared/domain/classes.ts';
import type { EvaluationMetrics } from '../../../shared/domain/metric.ts';
import {
  countCalls,
  decideClass,
  toFindingLabels,
  toFindingProbability,
} from '../../../shared/domain/statistics/class-decisions.ts';
import { calculateRocAucInterval } from '../../../shared/domain/statistics/delong.ts';
import type { LabelledScores } from '../../../shared/domain/statistics/labelled-scores.ts';
import type { LabelledProbabilities } from '../../../shared/domain/statistics/one-versus-rest.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';
import type { Call } from './bootstrap.ts';
import { calculateBrier } from './brier.ts';
import type { Calibration } from './class-probabilities.ts';
import { reportClasses } from './classification-report.ts';
import { calculateExpectedCalibrationError } from './expected-calibration-error.ts';
import { measureMulticlass } from './measure-multiclass.ts';
import { measureShares } from './measure-shares.ts';
import { calculatePrAuc } from './precision-recall.ts';

export interface ProbabilitiesToEvaluate extends LabelledProbabilities {
  /** One key an image; images of a key are drawn together when intervals are made. */
  readonly patients: readonly string[];
  /** The negative one first. */
  readonly classes: readonly string[];
  /** The operating point: a finding from this probability of any finding on. */
  readonly threshold: number;
  /** What the model said before it was calibrated, and by what; left out where it is not. */
  readonly uncalibrated?: {
    readonly calibration: Calibration;
    readonly probabilities: LabelledProbabilities['probabilities'];
  } | null;
}

/** Every measure of a model on labelled images; null is what one class alone cannot tell. */
export function evaluateProbabilities(input: ProbabilitiesToEvaluate): EvaluationMetrics {
  const { classes, threshold, labels, probabilities } = input;
  const calls = probabilities.map((own) => decideClass(own, threshold));
  const rows = countCalls(labels, calls, classes.length);
  const findings = toFindingScores(input);
  const { accuracy, sensitivity, specificity } = measureShares(groupByPatient(input, calls), classes.length);
  return {
    images: labels.length,
    positiveClass: nameFindings(classes),
    threshold,
    accuracy: accuracy.share ?? 0,
    rocAuc: calculateRocAuc(findings),
    prAuc: calculatePrAuc(findings),
    sensitivity: sensitivity.share,
    specificity: specificity.share,
    brier: calculateBrier(findings),
    ece: calculateExpectedCalibrationError(findings),
    calibration: describeCalibration(input),
    confusionMatrix: { classes: [...classes], rows },
    ...reportClasses(rows, classes),
    multiclass: classes.length > 2 ? measureMulticlass(input, classes) : null,
    intervals: {
      accuracy: accuracy.interval ?? [0, 1],
      rocAuc: calculateRocAucInterval(findings),
      sensitivity: sensitivity.interval,
      specificity: specificity.interval,
    },
  };
}

/** Any finding against the negative class. */
function toFindingScores({ probabilities, labels }: LabelledProbabilities): LabelledScores {
  return { scores: probabilities.map(toFindingProbability), labels: toFindingLabels(labels) };
}

function describeCalibration({
  uncalibrated,
  labels,
}: ProbabilitiesToEvaluate): EvaluationMetrics['calibration'] {
  if (uncalibrated == null) return null;
  const { calibration, probabilities } = uncalibrated;
  const before = toFindingScores({ probabilities, labels });
  return {
    temperature: calibration.temperature,
    biases: [...calibration.biases],
    before: { brier: calculateBrier(before), ece: calculateExpectedCalibrationError(before) },
  };
}

function groupByPatient({ labels, patients }: ProbabilitiesToEvaluate, calls: readonly number[]): Call[][] {
  const groups = Map.groupBy(labels.keys(), (image) => patients[image] ?? '');
  return [...groups.values()].map((images) =>
    images.map((image) => ({ truth: labels[image] ?? 0, call: calls[image] ?? 0 })),
  );
}

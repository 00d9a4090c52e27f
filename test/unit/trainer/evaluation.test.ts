import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { evaluationMetricsSchema, reportRowSchema, type ReportRow } from '../../../shared/domain/metric.ts';
import { calculateBrier } from '../../../main/trainer/evaluation/brier.ts';
import {
  bootstrapByPatient,
  type Call,
  interpolateQuantile,
} from '../../../main/trainer/evaluation/bootstrap.ts';
import { reportClasses } from '../../../main/trainer/evaluation/classification-report.ts';
import { countDecisions } from '../../../shared/domain/statistics/binary-counts.ts';
import { calculateShareRight } from '../../../shared/domain/statistics/class-decisions.ts';
import {
  calculateRocAucInterval,
  calculateRocAucVariance,
} from '../../../shared/domain/statistics/delong.ts';
import {
  evaluateProbabilities,
  type ProbabilitiesToEvaluate,
} from '../../../main/trainer/evaluation/evaluate-probabilities.ts';
import { calculateExactInterval } from '../../../main/trainer/evaluation/exact-interval.ts';
import { calculateExpectedCalibrationError } from '../../../main/trainer/evaluation/expected-calibration-error.ts';
import { calculatePrAuc } from '../../../main/trainer/evaluation/precision-recall.ts';
import { rankScores } from '../../../shared/domain/statistics/rank-scores.ts';
import { calculateRocAuc } from '../../../shared/domain/statistics/roc.ts';

/** Made by test/fixtures/evaluation/make-scikit-learn.py. */
const fixtureSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      labels: z.array(z.number()),
      scores: z.array(z.number()),
      threshold: z.number(),
      rocAuc: z.number().nullable(),
      prAuc: z.number().nullable(),
      brier: z.number(),
      ece: z.number(),
      confusionMatrix: z.array(z.array(z.number())),
      report: z.record(z.string(), reportRowSchema),
      delong: z.object({ auc: z.number(), variance: z.number() }).nullable(),
    }),
  ),
});
const { cases } = fixtureSchema.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/evaluation/scikit-learn.json', import.meta.url), 'utf8')),
);

function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThan(1e-9);
}

function expectSameReport(
  { report, averages }: ReturnType<typeof reportClasses>,
  expected: Readonly<Record<string, ReportRow>>,
): void {
  const actual: Record<string, ReportRow> = { ...report, ...averages };
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, row] of Object.entries(expected)) {
    expectSame(actual[name]?.precision ?? null, row.precision);
    expectSame(actual[name]?.recall ?? null, row.recall);
    expectSame(actual[name]?.f1 ?? null, row.f1);
    expect(actual[name]?.support).toBe(row.support);
  }
}

test('average precision of 48 positives before every negative is 1 and not a rounding more', () => {
  const scores = [...Array(96).keys()].map((place) => 1 - place / 100);
  expect(calculatePrAuc({ scores, labels: scores.map((_, place) => (place < 48 ? 1 : 0)) })).toBe(1);
});

describe.each(cases)('as scikit-learn and numpy: $name', (fixture) => {
  test('area under the ROC curve', () => expectSame(calculateRocAuc(fixture), fixture.rocAuc));
  test('average precision', () => expectSame(calculatePrAuc(fixture), fixture.prAuc));
  test('Brier score', () => expectSame(calculateBrier(fixture), fixture.brier));
  test('calibration error', () => expectSame(calculateExpectedCalibrationError(fixture), fixture.ece));

  test('confusion matrix and report', () => {
    const counts = countDecisions(fixture, fixture.threshold);
    const rows = [
      [counts.trueNegatives, counts.falsePositives],
      [counts.falseNegatives, counts.truePositives],
    ];
    expect(rows).toEqual(fixture.confusionMatrix);
    expectSameReport(reportClasses(rows, ['NORMAL', 'PNEUMONIA']), fixture.report);
  });

  test("DeLong's variance, from all pairs", () => {
    expectSame(calculateRocAucVariance(fixture), fixture.delong?.variance ?? null);
    if (fixture.delong === null) {
      expect(calculateRocAucInterval(fixture)).toBeNull();
      return;
    }
    const margin = 1.959963984540054 * Math.sqrt(fixture.delong.variance);
    const [low, high] = calculateRocAucInterval(fixture) ?? [Number.NaN, Number.NaN];
    expectSame(low, Math.max(0, fixture.delong.auc - margin));
    expectSame(high, Math.min(1, fixture.delong.auc + margin));
  });
});

test('equal scores share the mean of their ranks', () => {
  expect(Array.from(rankScores([0.3, 0.1, 0.3, 0.9, 0.3]))).toEqual([3, 1, 3, 5, 3]);
});

test('quantiles are interpolated as numpy does it', () => {
  // numpy.percentile([1, 2, 4, 8], [0, 2.5, 50, 97.5, 100]) = 1, 1.075, 3, 7.7, 8
  const values = [1, 2, 4, 8];
  const quantiles = [0, 0.025, 0.5, 0.975, 1].map((share) => interpolateQuantile(values, share));
  [1, 1.075, 3, 7.7, 8].forEach((expected, index) => expect(quantiles[index]).toBeCloseTo(expected, 12));
});

describe('intervals by patient', () => {
  const right: Call = { truth: 1, call: 1 };
  const wrong: Call = { truth: 1, call: 0 };
  const patientsWith = (call: Call, images: number, patients: number): Call[][] =>
    Array.from({ length: patients }, () => new Array<Call>(images).fill(call));

  test('of single images are those of the binomial distribution', () => {
    // 80 of 100 right: Binomial(100, 0.8) has its 2.5 % and 97.5 % points at 72 and 88 (scipy.stats.binom.ppf).
    const patients = [...patientsWith(right, 1, 80), ...patientsWith(wrong, 1, 20)];
    const { accuracy } = bootstrapByPatient(patients, 2, { accuracy: calculateShareRight });
    expect(Math.abs((accuracy?.[0] ?? 0) - 0.72)).toBeLessThanOrEqual(0.015);
    expect(Math.abs((accuracy?.[1] ?? 0) - 0.88)).toBeLessThanOrEqual(0.015);
  });

  test('are wider where the errors are all of a few patients', () => {
    const clustered = [...patientsWith(right, 10, 8), ...patientsWith(wrong, 10, 2)];
    const { accuracy } = bootstrapByPatient(clustered, 2, { accuracy: calculateShareRight });
    // Binomial(10, 0.8) has its 2.5 % point at 5.
    expect(accuracy?.[0]).toBeCloseTo(0.5, 10);
    expect(accuracy?.[1]).toBe(1);
  });

  test('of a measure that no resample has are null', () => {
    expect(bootstrapByPatient([[right]], 2, { nothing: () => null })).toEqual({ nothing: null });
  });
});

/** Both classes' probabilities, from that of the second. */
function toPairs(scores: readonly number[]): number[][] {
  return scores.map((score) => [1 - score, score]);
}

describe('the interval of a share of 0 or 1', () => {
  // scipy.stats.beta.ppf(0.025, n, 1), by SciPy 1.17.1.
  test.each([
    [1, 0.025],
    [5, 0.478_176_249_895_018_5],
    [10, 0.691_502_892_181_239_2],
    [234, 0.984_359_166_314_251_6],
  ])('of %i patients is the exact one', (patients, bound) => {
    const [low, one] = calculateExactInterval(1, patients);
    expect(low).toBeCloseTo(bound, 12);
    expect(one).toBe(1);
    const [zero, high] = calculateExactInterval(0, patients);
    expect(zero).toBe(0);
    expect(high).toBeCloseTo(1 - bound, 12);
  });

  test('counts the patients that the share is of, each once', () => {
    const { sensitivity, specificity, intervals } = evaluateProbabilities({
      probabilities: toPairs([0.9, 0.8, 0.7, 0.9, 0.1, 0.6]),
      labels: [1, 1, 1, 1, 0, 0],
      patients: ['a', 'a', 'b', 'c', 'd', 'e'],
      classes: ['NORMAL', 'PNEUMONIA'],
      threshold: 0.5,
    });
    expect([sensitivity, specificity]).toEqual([1, 0.5]);
    // Of a, b and c: the cube root of 0.025.
    expect(intervals.sensitivity?.[0]).toBeCloseTo(0.292_401_773_821_286_6, 12);
    // One of two patients is right: drawing them again gives none, one or both.
    expect(intervals.specificity).toEqual([0, 1]);
  });
});

test('an evaluation is whole and valid, and the same when it is made again', () => {
  const input: ProbabilitiesToEvaluate = {
    probabilities: toPairs([0.1, 0.4, 0.35, 0.8]),
    labels: [0, 0, 1, 1],
    patients: ['a', 'a', 'b', 'c'],
    classes: ['NORMAL', 'PNEUMONIA'],
    threshold: 0.375,
  };
  const metrics = evaluationMetricsSchema.parse(evaluateProbabilities(input));
  expect(metrics).toEqual(evaluateProbabilities(input));
  // By hand: of the pairs (0.35, 0.1), (0.35, 0.4), (0.8, 0.1), (0.8, 0.4) three are in order.
  expect(metrics.rocAuc).toBe(0.75);
  expect(metrics.accuracy).toBe(0.5);
  expect(metrics.confusionMatrix.rows).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(metrics.sensitivity).toBe(0.5);
  expect(metrics.specificity).toBe(0.5);
});

test('what one class cannot tell is null', () => {
  const metrics = evaluateProbabilities({
    probabilities: toPairs([0.2, 0.9]),
    labels: [1, 1],
    patients: ['a', 'b'],
    classes: ['NORMAL', 'PNEUMONIA'],
    threshold: 0.5,
  });
  expect(evaluationMetricsSchema.parse(metrics)).toEqual(metrics);
  expect(metrics).toMatchObject({ rocAuc: null, prAuc: null, specificity: null, sensitivity: 0.5 });
  expect(metrics.intervals).toMatchObject({ rocAuc: null, specificity: null });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listCalibrationBins } from '../../../shared/domain/statistics/calibration-curve.ts';
import { listPrecisionRecallPoints } from '../../../shared/domain/statistics/precision-recall-curve.ts';
import { calculatePredictiveValues } from '../../../shared/domain/statistics/predictive-values.ts';
import { listRocPoints } from '../../../shared/domain/statistics/roc-curve.ts';
import { countScoreHistogram } from '../../../shared/domain/statistics/score-histogram.ts';

const numbers = z.array(z.number());
const fixtureSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      labels: numbers,
      scores: numbers,
      roc: z.object({ falsePositiveRate: numbers, truePositiveRate: numbers, thresholds: numbers }),
      precisionRecall: z.object({ precision: numbers, recall: numbers, thresholds: numbers }),
      calibration: z.object({ positiveShare: numbers, meanProbability: numbers }),
      histograms: z.array(numbers),
    }),
  ),
});
const file = path.join(import.meta.dirname, '..', '..', 'fixtures', 'statistics', 'curves.json');
const { cases } = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

function expectClose(received: readonly number[], expected: readonly number[]): void {
  expect(received).toHaveLength(expected.length);
  received.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 10));
}

describe.each(cases)('$name, as scikit-learn and numpy have it', (each) => {
  const labelled = { scores: each.scores, labels: each.labels };

  test('ROC curve', () => {
    const points = listRocPoints(labelled);
    expectClose(
      points.map(({ falsePositiveRate }) => falsePositiveRate),
      each.roc.falsePositiveRate,
    );
    expectClose(
      points.map(({ truePositiveRate }) => truePositiveRate),
      each.roc.truePositiveRate,
    );
    expectClose(
      points.slice(1).map(({ threshold }) => threshold),
      each.roc.thresholds,
    );
  });

  test('precision-recall curve', () => {
    const points = listPrecisionRecallPoints(labelled).toReversed();
    expectClose(
      points.map(({ precision }) => precision),
      each.precisionRecall.precision,
    );
    expectClose(
      points.map(({ recall }) => recall),
      each.precisionRecall.recall,
    );
    expectClose(
      points.slice(0, -1).map(({ threshold }) => threshold),
      each.precisionRecall.thresholds,
    );
  });

  test('calibration curve', () => {
    const bins = listCalibrationBins(labelled);
    expectClose(
      bins.map(({ positiveShare }) => positiveShare),
      each.calibration.positiveShare,
    );
    expectClose(
      bins.map(({ meanProbability }) => meanProbability),
      each.calibration.meanProbability,
    );
    expect(bins.reduce((sum, { images }) => sum + images, 0)).toBe(each.scores.length);
  });

  test.each([0, 1] as const)('histogram of class %i', (label) => {
    const { shares, images } = countScoreHistogram(labelled, label, 7);
    expectClose(
      shares.map((share) => share * images),
      each.histograms[label] ?? [],
    );
  });
});

describe('without one of the classes', () => {
  const labelled = { scores: [0.2, 0.9], labels: [1, 1] };

  test('there is no ROC and no precision-recall curve, and an empty histogram', () => {
    expect(listRocPoints(labelled)).toEqual([]);
    expect(listPrecisionRecallPoints(labelled)).toEqual([]);
    expect(countScoreHistogram(labelled, 0, 2)).toEqual({ shares: [0, 0], images: 0 });
  });
});

describe('predictive values', () => {
  // Sensitivity 0.9 and specificity 0.8 among 1,000 people of whom 100 are ill: 90 true and 180 false
  // positives, 720 true and 10 false negatives.
  test('follow Bayes’ theorem at the stated prevalence', () => {
    const { positive, negative } = calculatePredictiveValues({ sensitivity: 0.9, specificity: 0.8 }, 0.1);
    expect(positive).toBeCloseTo(90 / 270, 12);
    expect(negative).toBeCloseTo(720 / 730, 12);
  });

  test('are none where nobody would be called so, or where a rate is not known', () => {
    expect(calculatePredictiveValues({ sensitivity: 0, specificity: 1 }, 0.5)).toEqual({
      positive: null,
      negative: 0.5,
    });
    expect(calculatePredictiveValues({ sensitivity: null, specificity: 1 }, 0.5)).toEqual({
      positive: null,
      negative: null,
    });
  });
});

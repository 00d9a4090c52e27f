import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chooseDecision } from '../../../main/trainer/evaluation/choose-decision.ts';
import { toClassProbabilities } from '../../../main/trainer/evaluation/class-probabilities.ts';
import { evaluateProbabilities } from '../../../main/trainer/evaluation/evaluate-probabilities.ts';
import { fitCalibration } from '../../../main/trainer/evaluation/fit-calibration.ts';
import { evaluationMetricsSchema, reportRowSchema } from '../../../shared/domain/metric.ts';

const shareSchema = z.number().nullable();

/** Made by test/fixtures/evaluation/make-multiclass.py. */
const fixtureSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      classes: z.array(z.string()),
      labels: z.array(z.number()),
      probabilities: z.array(z.array(z.number())),
      threshold: z.number(),
      accuracy: z.number(),
      confusionMatrix: z.array(z.array(z.number())),
      report: z.record(z.string(), reportRowSchema),
      anyFinding: z.record(z.enum(['rocAuc', 'prAuc', 'brier', 'sensitivity', 'specificity']), z.number()),
      oneVersusRest: z.array(z.object({ rocAuc: shareSchema, prAuc: shareSchema })),
      macroRocAuc: z.number(),
      brier: z.number(),
      topLabelError: z.number(),
    }),
  ),
});
const file = new URL('../../fixtures/evaluation/multiclass.json', import.meta.url);
const { cases } = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Each image of a patient of its own. */
function evaluate({ labels, ...rest }: Omit<Parameters<typeof evaluateProbabilities>[0], 'patients'>) {
  return evaluateProbabilities({ ...rest, labels, patients: labels.map((_, image) => `patient ${image}`) });
}

describe.each(cases)('as scikit-learn: $name', (fixture) => {
  const metrics = evaluationMetricsSchema.parse(evaluate(fixture));

  test('accuracy, confusion matrix and report of the classes', () => {
    expect(metrics.accuracy).toBeCloseTo(fixture.accuracy, 9);
    expect(metrics.confusionMatrix).toEqual({ classes: fixture.classes, rows: fixture.confusionMatrix });
    const rows = { ...metrics.report, ...metrics.averages };
    expect(Object.keys(rows)).toEqual(Object.keys(fixture.report));
    for (const [name, expected] of Object.entries(fixture.report)) {
      const row = reportRowSchema.parse(Object.entries(rows).find(([key]) => key === name)?.[1]);
      for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
        expect(row[key], `${name}, ${key}`).toBeCloseTo(expected[key], 9);
      }
    }
  });

  test('any finding against the negative class', () => {
    for (const [name, expected] of Object.entries(fixture.anyFinding)) {
      const key = z.enum(['rocAuc', 'prAuc', 'brier', 'sensitivity', 'specificity']).parse(name);
      expect(metrics[key], name).toBeCloseTo(expected, 9);
    }
  });

  test('each class against the rest, and all of them at once', () => {
    expect(metrics.multiclass?.oneVersusRest.map(({ className }) => className)).toEqual(fixture.classes);
    fixture.oneVersusRest.forEach(({ rocAuc, prAuc }, place) => {
      const own = metrics.multiclass?.oneVersusRest[place];
      if (rocAuc === null || prAuc === null) {
        expect(own).toMatchObject({ rocAuc: null, prAuc: null, interval: null });
        return;
      }
      expect(own?.rocAuc).toBeCloseTo(rocAuc, 9);
      expect(own?.prAuc).toBeCloseTo(prAuc, 9);
      const [low = 1, high = 0] = own?.interval ?? [];
      expect(low).toBeLessThanOrEqual(rocAuc);
      expect(high).toBeGreaterThanOrEqual(rocAuc);
    });
    expect(metrics.multiclass?.macroRocAuc).toBeCloseTo(fixture.macroRocAuc, 9);
    expect(metrics.multiclass?.brier).toBeCloseTo(fixture.brier, 9);
    expect(metrics.multiclass?.ece).toBeCloseTo(fixture.topLabelError, 9);
  });
});

test('a class may be called macro, and the averages stand beside it', () => {
  const { report, averages } = evaluate({
    classes: ['normal', 'macro', 'weighted'],
    labels: [0, 1, 2, 2],
    probabilities: [
      [0.9, 0.1, 0],
      [0.1, 0.8, 0.1],
      [0.1, 0.1, 0.8],
      [0.1, 0.8, 0.1],
    ],
    threshold: 0.5,
  });
  expect(Object.keys(report)).toEqual(['normal', 'macro', 'weighted']);
  expect(report['macro']).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, support: 1 });
  // (1 + 1 + 1/2) / 3, and (1 + 1 + 2 * 1/2) / 4
  expect(averages.macro.recall).toBeCloseTo(5 / 6, 12);
  expect(averages.weighted.recall).toBeCloseTo(3 / 4, 12);
});

test('a class with the images of one patient has intervals and no test of its own where it has one image', () => {
  const metrics = evaluationMetricsSchema.parse(
    evaluateProbabilities({
      classes: ['normal', 'bacteria', 'virus'],
      labels: [0, 0, 1, 1, 2],
      probabilities: [
        [0.8, 0.1, 0.1],
        [0.4, 0.5, 0.1],
        [0.1, 0.7, 0.2],
        [0.2, 0.3, 0.5],
        [0.1, 0.2, 0.7],
      ],
      patients: ['a', 'b', 'c', 'd', 'e'],
      threshold: 0.5,
    }),
  );
  expect(metrics.accuracy).toBe(3 / 5);
  expect(metrics.multiclass?.oneVersusRest[2]).toMatchObject({ rocAuc: 1, interval: null });
});

describe('the decision of three classes', () => {
  const labels = [0, 0, 1, 1, 2, 2, 2, 0, 1];
  const logits = [
    [3, 1, 0],
    [1, 2, 0],
    [0, 4, 1],
    [0, 1, 2],
    [1, 0, 5],
    [0, 2, 3],
    [2, 0, 1],
    [4, 0, 0],
    [1, 3, 0],
  ];

  test('has the temperature at which the truth is least surprising', () => {
    const surprise = (temperature: number): number =>
      logits.reduce((sum, own, image) => {
        const powers = own.map((logit) => Math.exp(logit / temperature));
        const whole = powers.reduce((total, power) => total + power, 0);
        return sum - Math.log((powers[labels[image] ?? 0] ?? 0) / whole);
      }, 0);
    const { temperature: fitted } = fitCalibration({ logits: logits.flat(), labels }, 'temperature');
    expect(fitted).toBeGreaterThan(0.2);
    expect(fitted).toBeLessThan(5);
    for (const factor of [0.99, 1.01]) expect(surprise(fitted * factor)).toBeGreaterThan(surprise(fitted));
  });

  test('has a threshold on the probability of any finding', () => {
    const { threshold, temperature } = chooseDecision(
      { logits: logits.flat(), labels },
      { calibration: 'none', operatingPoint: 'youden', operatingPointTarget: 0.95 },
    );
    expect(temperature).toBe(1);
    // By hand: 1 - P(normal) is 0.16, 0.75 and 0.04 of the normal ones, and of the others 0.98, 0.91, 0.98, 0.96,
    // 0.33 and 0.89. Calling all from 0.89 on has 5 of 6 with no normal one: half-way down to 0.75.
    const [lower, upper] = [logits[1] ?? [], logits[8] ?? []].map(
      (own) => 1 - (toClassProbabilities(own)[0] ?? 0),
    );
    expect(threshold).toBeCloseTo(((lower ?? 0) + (upper ?? 0)) / 2, 12);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noCalibration, toClassProbabilities } from '../../../main/trainer/evaluation/class-probabilities.ts';
import { chooseDecision } from '../../../main/trainer/evaluation/choose-decision.ts';
import { compareRocAucs } from '../../../shared/domain/statistics/delong.ts';
import { testMcnemar } from '../../../shared/domain/statistics/mcnemar.ts';
import { toTwoSidedPValue } from '../../../shared/domain/statistics/normal-distribution.ts';
import { chooseThreshold } from '../../../main/trainer/evaluation/operating-point.ts';
import { fitCalibration } from '../../../main/trainer/evaluation/fit-calibration.ts';
import { createLoss } from '../../../main/trainer/losses/loss.ts';

const numbers = z.array(z.number());
const fixtureSchema = z.object({
  temperatures: z.array(
    z.object({
      logits: numbers,
      labels: numbers,
      temperature: z.number(),
      lossBefore: z.number(),
      lossAfter: z.number(),
    }),
  ),
  biases: z.array(z.object({ logits: numbers, labels: numbers, temperature: z.number(), biases: numbers })),
  delong: z.array(
    z.object({
      labels: numbers,
      first: numbers,
      second: numbers,
      aucs: z.tuple([z.number(), z.number()]),
      error: z.number(),
      pValue: z.number(),
    }),
  ),
  mcnemar: z.array(z.object({ onlyFirst: z.number(), onlySecond: z.number(), pValue: z.number() })),
  normal: z.array(z.object({ z: z.number(), pValue: z.number() })),
});
const file = new URL('../../fixtures/decisions/decisions.json', import.meta.url);
const fixture = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('the temperature', () => {
  test.each(fixture.temperatures)("is SciPy's minimum of the loss: $temperature", (entry) => {
    const { temperature, biases } = fitCalibration(entry, 'temperature');
    expect(biases).toEqual([]);
    expect(temperature).toBeCloseTo(entry.temperature, 4);
    const measureLoss = (divisor: number): number =>
      createLoss()(
        entry.logits.map((logit) => logit / divisor),
        entry.labels,
      ).loss;
    expect(measureLoss(1)).toBeCloseTo(entry.lossBefore, 10);
    expect(measureLoss(temperature)).toBeCloseTo(entry.lossAfter, 10);
  });

  test('keeps its bounds where nothing or everything is told apart', () => {
    const fit = (labels: number[], logits = [3, -3]): number =>
      fitCalibration({ logits, labels }, 'temperature').temperature;
    expect(fit([1, 0])).toBeCloseTo(0.1, 10);
    expect(fit([0, 1])).toBeCloseTo(10, 10);
    expect(fit([1, 1])).toBe(1);
    expect(fit([], [])).toBe(1);
  });
});

describe('the bias-corrected temperature', () => {
  test.each(fixture.biases)("is SciPy's minimum of the loss: $temperature, $biases", (entry) => {
    const { temperature, biases } = fitCalibration(entry, 'bias-corrected');
    expect(temperature).toBeCloseTo(entry.temperature, 4);
    // Of two classes there is one logit, and one bias; of more, the first class's stays 0.
    const free = biases.length === 1 ? biases : biases.slice(1);
    expect(free.length).toBe(entry.biases.length);
    entry.biases.forEach((bias, place) => expect(free[place]).toBeCloseTo(bias, 4));
    if (biases.length > 1) expect(biases[0]).toBe(0);
  });

  test('makes a class as frequent by the probabilities as it is', () => {
    // Every logit leans to the negative class by 2: of six positives only two lie above 0.
    const logits = [-3, -2.5, -2, -1, 1, 2, -6, -5, -4, -1.5];
    const labels = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
    const calibration = fitCalibration({ logits, labels }, 'bias-corrected');
    const mean =
      logits.reduce((sum, logit) => sum + (toClassProbabilities([logit], calibration)[1] ?? 0), 0) / 10;
    expect(mean).toBeCloseTo(0.6, 6);
    expect(calibration.biases[0]).toBeGreaterThan(0);
  });

  test('leaves logits as they are where a class is missing', () => {
    expect(fitCalibration({ logits: [3, -3], labels: [1, 1] }, 'bias-corrected')).toEqual(noCalibration);
  });
});

describe('the operating point', () => {
  // Sensitivity of 4 and specificity of 5 at each cut from the top: 0.9: 1/4, 1; 0.8: 2/4, 1; 0.7: 2/4, 4/5;
  // 0.6: 3/4, 4/5; 0.5: 3/4, 3/5; 0.4: 3/4, 2/5; 0.3: 1, 2/5; 0.2: 1, 1/5; 0.1: 1, 0.
  const labelled = {
    scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
    labels: [1, 1, 0, 1, 0, 0, 1, 0, 0],
  };
  const choose = (operatingPoint: 'youden' | 'sensitivity' | 'specificity', target: number): number =>
    chooseThreshold(labelled, { operatingPoint, operatingPointTarget: target });

  test('reaches a sensitivity with as much specificity as there is', () => {
    expect(choose('sensitivity', 0.75)).toBeCloseTo(0.55, 12);
    expect(choose('sensitivity', 0.76)).toBeCloseTo(0.25, 12);
  });

  test('reaches a specificity with as much sensitivity as there is', () => {
    expect(choose('specificity', 0.8)).toBeCloseTo(0.55, 12);
    expect(choose('specificity', 0.9)).toBeCloseTo(0.75, 12);
  });

  test("is Youden's by default, whatever the target", () => {
    // 3/4 + 4/5 - 1 at 0.6.
    expect(choose('youden', 0.95)).toBeCloseTo(0.55, 12);
  });

  test('calls nothing positive where only that reaches the specificity', () => {
    const settings = { operatingPoint: 'specificity', operatingPointTarget: 0.9 } as const;
    expect(chooseThreshold({ scores: [0.8, 0.6], labels: [0, 1] }, settings)).toBeCloseTo(0.9, 12);
    expect(chooseThreshold({ scores: [0.8, 0.6], labels: [1, 1] }, settings)).toBe(0.5);
  });

  test('lies on the calibrated probabilities', () => {
    const settings = { operatingPoint: 'youden', operatingPointTarget: 0.95 } as const;
    const validation = { logits: [4, 3, 2, 1, -1, -2, -3, -6], labels: [1, 1, 1, 1, 0, 0, 0, 1] };
    const plain = chooseDecision(validation, { calibration: 'none', ...settings });
    const calibrated = chooseDecision(validation, { calibration: 'temperature', ...settings });
    expect(plain.temperature).toBe(1);
    expect(calibrated.temperature).toBeGreaterThan(1);
    // Either way the threshold lies between logits 1 and -1, half-way between their probabilities.
    const { temperature } = calibrated;
    const half = (1 / (1 + Math.exp(-1 / temperature)) + 1 / (1 + Math.exp(1 / temperature))) / 2;
    expect(calibrated.threshold).toBeCloseTo(half, 12);
  });
});

describe('paired tests', () => {
  test.each(fixture.delong)("DeLong's, from all pairs: p = $pValue", (entry) => {
    const comparison = compareRocAucs(entry.first, entry.second, entry.labels);
    expect(comparison?.first).toBeCloseTo(entry.aucs[0], 10);
    expect(comparison?.second).toBeCloseTo(entry.aucs[1], 10);
    expect(comparison?.pValue).toBeCloseTo(entry.pValue, 10);
    const [low = 0, high = 0] = comparison?.interval ?? [];
    expect((high - low) / 2).toBeCloseTo(1.959963984540054 * entry.error, 10);
  });

  test("DeLong's finds no difference of a model from itself, and none to test with one image of a class", () => {
    expect(compareRocAucs([0.1, 0.9, 0.4, 0.5], [0.1, 0.9, 0.4, 0.5], [0, 1, 0, 1])).toMatchObject({
      difference: 0,
      pValue: 1,
    });
    expect(compareRocAucs([0.1, 0.9, 0.4], [0.1, 0.9, 0.4], [0, 1, 0])).toBeNull();
  });

  test.each(fixture.mcnemar)("McNemar's of $onlyFirst against $onlySecond is the binomial test", (entry) => {
    expect(testMcnemar(entry)).toBeCloseTo(entry.pValue, 10);
  });

  test("McNemar's of models that never differ is 1", () => {
    expect(testMcnemar({ onlyFirst: 0, onlySecond: 0 })).toBe(1);
  });

  test.each(fixture.normal)('a normal variable lies beyond $z with chance $pValue', (entry) => {
    expect(toTwoSidedPValue(entry.z) / entry.pValue).toBeCloseTo(1, 9);
    expect(toTwoSidedPValue(-entry.z)).toBe(toTwoSidedPValue(entry.z));
  });
});

import { expect, test } from 'vitest';
import { chooseYoudenThreshold } from '../../../main/trainer/evaluation/youden.ts';

test('the cut with the greatest sensitivity plus specificity, half-way to the next score', () => {
  // At 0.7: sensitivity 2/3, specificity 1: 0.667. At 0.4: 1 and 2/3: 0.667. At 0.6: 2/3 and 2/3: 0.333.
  // Equal cuts: the lower one, from which a finding is less easily missed; half-way from 0.4 down to 0.3.
  const scores = [0.9, 0.7, 0.6, 0.4, 0.3, 0.1];
  expect(chooseYoudenThreshold({ scores, labels: [1, 1, 0, 1, 0, 0] })).toBeCloseTo(0.35, 12);
});

test('between classes that are apart, the middle of the gap', () => {
  const scores = [0.95, 0.2, 0.8, 0.1];
  expect(chooseYoudenThreshold({ scores, labels: [1, 0, 1, 0] })).toBeCloseTo(0.5, 12);
});

test('equal scores stand on one side of the cut together', () => {
  // Cuts are at 0.8 (2 of 3 positives, 0 of 2 negatives) and 0.5 (all), never between the two at 0.5.
  const scores = [0.8, 0.8, 0.5, 0.5, 0.2];
  expect(chooseYoudenThreshold({ scores, labels: [1, 1, 1, 0, 0] })).toBeCloseTo(0.65, 12);
});

test('with one class only, one half', () => {
  expect(chooseYoudenThreshold({ scores: [0.9, 0.2], labels: [1, 1] })).toBe(0.5);
  expect(chooseYoudenThreshold({ scores: [], labels: [] })).toBe(0.5);
});

import { expect, test } from 'vitest';
import { binaryCrossEntropy, toProbability } from '../../../main/trainer/losses/binary-cross-entropy.ts';

test('the mean of -log of the probability given to what was true', () => {
  // Logits ln 3 and ln 1/4 are probabilities 3/4 and 1/5: -(ln 3/4 + ln 4/5) / 2.
  const { loss, correct, gradient } = binaryCrossEntropy([Math.log(3), Math.log(0.25)], [1, 0]);
  expect(loss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.8)) / 2, 12);
  expect(correct).toBe(2);
  // (probability - label) / images
  expect(gradient[0]).toBeCloseTo((0.75 - 1) / 2, 7);
  expect(gradient[1]).toBeCloseTo(0.2 / 2, 7);
});

test('stays finite and sloped where a probability would have rounded to 0 or 1', () => {
  const { loss, correct, gradient } = binaryCrossEntropy([1000, -1000], [0, 1]);
  expect(loss).toBe(1000);
  expect(correct).toBe(0);
  expect(Array.from(gradient)).toEqual([0.5, -0.5]);
});

test('a logit of 0 is probability one half, and calls nothing positive', () => {
  expect(toProbability(0)).toBe(0.5);
  expect(binaryCrossEntropy([0, 0], [1, 0]).correct).toBe(1);
});

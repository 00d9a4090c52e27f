import { describe, expect, test } from 'vitest';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import { toProbability } from '../../../main/trainer/losses/binary-cross-entropy.ts';
import { weighClasses } from '../../../main/trainer/losses/class-weights.ts';
import { createLoss, type LossFunction } from '../../../main/trainer/losses/loss.ts';
import { keras } from './support/keras-fixture.ts';

describe('cross-entropy', () => {
  const computeLoss = createLoss();

  test('is the mean of -log of the probability given to what was true', () => {
    // Logits ln 3 and ln 1/4 are probabilities 3/4 and 1/5: -(ln 3/4 + ln 4/5) / 2.
    const { loss, correct, gradient } = computeLoss([Math.log(3), Math.log(0.25)], [1, 0]);
    expect(loss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.8)) / 2, 12);
    expect(correct).toBe(2);
    // (probability - label) / images
    expect(gradient[0]).toBeCloseTo((0.75 - 1) / 2, 7);
    expect(gradient[1]).toBeCloseTo(0.2 / 2, 7);
  });

  test('stays finite and sloped where a probability would have rounded to 0 or 1', () => {
    const { loss, correct, gradient } = computeLoss([1000, -1000], [0, 1]);
    expect(loss).toBe(1000);
    expect(correct).toBe(0);
    expect(Array.from(gradient)).toEqual([0.5, -0.5]);
  });

  test('takes a logit of 0 for probability one half, and calls nothing positive', () => {
    expect(toProbability(0)).toBe(0.5);
    expect(computeLoss([0, 0], [1, 0]).correct).toBe(1);
  });
});

const { logits, labels } = keras.losses;
const cases = keras.losses.cases.map((entry) => ({ ...entry, title: JSON.stringify(entry.settings) }));

/** The slope at each logit by central differences. */
function measureSlopes(computeLoss: LossFunction, at: readonly number[], of: readonly number[]): number[] {
  const distance = 1e-5;
  return at.map((_, index) => {
    const lossAt = (shift: number): number =>
      computeLoss(
        at.map((logit, place) => (place === index ? logit + shift : logit)),
        of,
      ).loss;
    return (lossAt(distance) - lossAt(-distance)) / (2 * distance);
  });
}

describe.each(cases)('$title', ({ settings, perImage }) => {
  const computeLoss = createLoss(runSettingsSchema.parse(settings));

  test("is Keras's, image by image and in the mean", () => {
    logits.forEach((logit, index) => {
      expect(computeLoss([logit], [labels[index] ?? 0]).loss).toBeCloseTo(perImage[index] ?? Number.NaN, 10);
    });
    const mean = perImage.reduce((sum, loss) => sum + loss, 0) / perImage.length;
    expect(computeLoss(logits, labels).loss).toBeCloseTo(mean, 10);
  });

  test('has the gradient that finite differences measure, classes weighed or not', () => {
    for (const classWeights of [null, [0.5, 3]]) {
      const weighed = createLoss(runSettingsSchema.parse(settings), classWeights);
      const { gradient } = weighed(logits, labels);
      measureSlopes(weighed, logits, labels).forEach((slope, index) => {
        expect(gradient[index]).toBeCloseTo(slope, 6);
      });
    }
  });
});

test('focal loss stays finite and sloped at every certainty, its exponent below 1 too', () => {
  for (const focalGamma of [0, 0.3, 2]) {
    const computeLoss = createLoss({ loss: 'focal', focalGamma, labelSmoothing: 0 });
    const { loss, gradient } = computeLoss([1000, -1000, 800], [0, 1, 1]);
    expect(Number.isFinite(loss)).toBe(true);
    expect([...gradient].every(Number.isFinite)).toBe(true);
    expect(gradient[0]).toBeGreaterThan(0);
    expect(gradient[1]).toBeLessThan(0);
  }
});

describe('class weights', () => {
  test('balanced are images / (classes x images of the class)', () => {
    const imbalanced = [...Array<number>(1341).fill(0), ...Array<number>(3875).fill(1)];
    const [normal, pneumonia] = weighClasses('balanced', imbalanced, 2) ?? [];
    expect(normal).toBeCloseTo(5216 / 2 / 1341, 12);
    expect(pneumonia).toBeCloseTo(5216 / 2 / 3875, 12);
    // Six images of three classes: 6 / (3 * 1), 6 / (3 * 2), 6 / (3 * 3).
    expect(weighClasses('balanced', [2, 1, 2, 0, 1, 2], 3)).toEqual([2, 1, 2 / 3]);
    expect(weighClasses('balanced', [1, 1], 2)).toEqual([0, 0.5]);
    expect(weighClasses('none', imbalanced, 2)).toBeNull();
  });

  test("multiply each image's loss and divide by the number of images", () => {
    const one = createLoss();
    const weighed = createLoss(undefined, [2, 0.5]);
    const expected = (2 * one([0.3], [0]).loss + 0.5 * one([-1], [1]).loss) / 2;
    expect(weighed([0.3, -1], [0, 1]).loss).toBeCloseTo(expected, 12);
  });
});

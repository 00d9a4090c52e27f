import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLoss } from '../../../main/trainer/losses/loss.ts';
import { logSoftmax, softmax } from '../../../main/trainer/losses/softmax.ts';

/** Made by test/fixtures/keras/make-categorical-losses.py. */
const fixtureSchema = z.object({
  logits: z.array(z.array(z.number())),
  labels: z.array(z.number()),
  cases: z.array(
    z.object({
      settings: z.object({
        loss: z.enum(['crossentropy', 'focal']),
        labelSmoothing: z.number(),
        focalGamma: z.number().default(2),
      }),
      perImage: z.array(z.number()),
    }),
  ),
});
const file = new URL('../../fixtures/keras/categorical-losses.json', import.meta.url);
const { logits, labels, cases } = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const flat = logits.flat();

describe('softmax', () => {
  test('gives shares that sum to 1, of logits of any size', () => {
    // Logits ln 1, ln 2 and ln 5.
    softmax([0, Math.log(2), Math.log(5)]).forEach((share, place) =>
      expect(share).toBeCloseTo([1 / 8, 2 / 8, 5 / 8][place] ?? Number.NaN, 12),
    );
    expect(softmax([1000, 0, -1000])).toEqual([1, 0, 0]);
    expect(logSoftmax([1000, 0, -1000])).toEqual([0, -1000, -2000]);
  });
});

describe.each(cases)('of three classes, $settings', ({ settings, perImage }) => {
  const computeLoss = createLoss(settings);

  test("is Keras's, image by image and in the mean, to the digits of its float32", () => {
    logits.forEach((own, image) => {
      const { loss } = computeLoss(own, [labels[image] ?? 0]);
      expect(loss).toBeCloseTo(perImage[image] ?? Number.NaN, 5);
    });
    const mean = perImage.reduce((sum, loss) => sum + loss, 0) / perImage.length;
    expect(computeLoss(flat, labels).loss).toBeCloseTo(mean, 5);
  });

  test('has the gradient that finite differences measure, classes weighed or not', () => {
    const distance = 1e-5;
    for (const classWeights of [null, [0.5, 3, 1]]) {
      const weighed = createLoss(settings, classWeights);
      const { gradient } = weighed(flat, labels);
      expect(gradient.length).toBe(flat.length);
      flat.forEach((logit, place) => {
        const lossAt = (shift: number): number => weighed(flat.with(place, logit + shift), labels).loss;
        expect(gradient[place]).toBeCloseTo((lossAt(distance) - lossAt(-distance)) / (2 * distance), 6);
      });
    }
  });
});

test('an image is right where the greatest logit is its class’s', () => {
  // Greatest: class 0, 2, 1, 0 (of two alike the first), 2. True: 0, 1, 2, 0, 2.
  expect(createLoss()(flat, labels).correct).toBe(3);
});

test('stays finite and sloped where a probability would have rounded to 0 or 1', () => {
  for (const settings of [
    { loss: 'crossentropy', focalGamma: 2, labelSmoothing: 0 },
    { loss: 'focal', focalGamma: 0.3, labelSmoothing: 0 },
  ] as const) {
    const { loss, gradient } = createLoss(settings)([1000, 0, -1000, 900, 0, 0], [2, 0]);
    expect(Number.isFinite(loss)).toBe(true);
    expect([...gradient].every(Number.isFinite)).toBe(true);
    // The first image is wrong through and through: its own class is to rise, the one it was called to fall.
    expect(gradient[2]).toBeLessThan(0);
    expect(gradient[0]).toBeGreaterThan(0);
  }
});

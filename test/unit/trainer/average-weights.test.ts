import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { Weight } from '../../../main/trainer/fused/trainable-layer.ts';
import { createOptimizerOf } from '../../../main/trainer/optimizers/create-optimizer.ts';
import type { Optimizer } from '../../../main/trainer/optimizers/optimizer.ts';
import { expectClose } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';

function createWeight(value: number): Weight {
  const variable = tf.variable(tf.tensor1d([value]), false);
  return {
    originalName: 'layer/kernel',
    shape: [1],
    read: () => variable,
    write: (tensor) => variable.assign(tensor as tf.Tensor1D),
  };
}

/** SGD at rate 1 takes each gradient off as it is, so that the weight's way is plain arithmetic. */
function create(weight: Weight, emaMomentum: number): Optimizer {
  return createOptimizerOf(runSettingsSchema.parse({ optimizer: 'sgd', emaMomentum }), [weight]);
}

function step(optimizer: Optimizer, gradient: number): void {
  tf.tidy(() => optimizer.update([tf.tensor1d([gradient])], 1));
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('the average of a weight', () => {
    beforeEach(() => useEngine(name));

    test('follows the weight, slowly once it has seen enough', async () => {
      const weight = createWeight(10);
      const optimizer = create(weight, 0.15);
      step(optimizer, 4);
      step(optimizer, 2);
      // The weight goes 10, 6, 4. Kept is min(0.15, 1/10), then min(0.15, 2/11): 0.1 and 0.15.
      const first = 0.1 * 10 + 0.9 * 6;
      const second = 0.15 * first + 0.85 * 4;
      const average = await optimizer.withAverages(() => weight.read().dataSync<'float32'>().slice());
      expectClose(average, [second], 1e-6);
      expectClose(weight.read().dataSync(), [4], 1e-7);
      optimizer.dispose();
    });

    test('gives its place back where its use fails', async () => {
      const weight = createWeight(10);
      const optimizer = create(weight, 0.5);
      step(optimizer, 4);
      await expect(optimizer.withAverages(() => Promise.reject(new Error('no disk')))).rejects.toThrow(
        'no disk',
      );
      expectClose(weight.read().dataSync(), [6], 1e-7);
      optimizer.dispose();
    });

    test('goes on from a state exactly as if it had never stopped', async () => {
      const gradients = [3, -1, 0.5, 2, -4];
      const unbroken = createWeight(1);
      const whole = create(unbroken, 0.9);
      for (const gradient of gradients) step(whole, gradient);
      const broken = createWeight(1);
      const before = create(broken, 0.9);
      for (const gradient of gradients.slice(0, 2)) step(before, gradient);
      const after = create(broken, 0.9);
      after.restore(await before.read());
      for (const gradient of gradients.slice(2)) step(after, gradient);
      const read = async (optimizer: Optimizer, weight: Weight): Promise<number[]> =>
        await optimizer.withAverages(() => Array.from(weight.read().dataSync()));
      expect(await read(after, broken)).toEqual(await read(whole, unbroken));
      for (const optimizer of [whole, before, after]) optimizer.dispose();
    });

    test('leaves no tensor behind, and none is kept without a momentum', async () => {
      const weight = createWeight(1);
      const before = tf.memory().numTensors;
      const averaging = create(weight, 0.9);
      step(averaging, 1);
      await averaging.withAverages(() => undefined);
      averaging.dispose();
      const plain = create(weight, 0);
      expect((await plain.read()).moments.has('averages')).toBe(false);
      plain.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});

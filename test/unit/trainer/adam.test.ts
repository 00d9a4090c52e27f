import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Weight } from '../../../main/trainer/fused/trainable-layer.ts';
import { createAdam } from '../../../main/trainer/optimizers/adam.ts';
import { engines, useEngine } from './support/engines.ts';

const gradients = [0.1, -0.2, 0.3];

/** A weight like those of tfjs-layers: one whose values survive the tensor they were written from. */
function createWeight(values: number[]): Weight {
  const variable = tf.variable(tf.tensor1d(values), false);
  return {
    originalName: 'layer/kernel',
    shape: [values.length],
    read: () => variable,
    write: (value) => variable.assign(value as tf.Tensor1D),
  };
}

function update(adam: ReturnType<typeof createAdam>, gradient: number): void {
  tf.tidy(() => adam.update([tf.tensor1d([gradient, 2 * gradient])]));
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('Adam', () => {
    beforeEach(() => useEngine(name));

    test("moves a weight as Keras's formula does in double precision", () => {
      const weight = createWeight([0.5, 0.5]);
      const adam = createAdam([weight], 0.01);
      gradients.forEach((gradient) => update(adam, gradient));
      let [value, m, v] = [0.5, 0, 0];
      gradients.forEach((gradient, index) => {
        const t = index + 1;
        m = 0.9 * m + 0.1 * gradient;
        v = 0.999 * v + 0.001 * gradient ** 2;
        value -= (0.01 * Math.sqrt(1 - 0.999 ** t) * m) / (1 - 0.9 ** t) / (Math.sqrt(v) + 1e-7);
      });
      // The first step is the learning rate whatever the gradient; both cells' gradients are in proportion.
      expect(weight.read().dataSync()[0]).toBeCloseTo(value, 6);
      expect(weight.read().dataSync()[1]).toBeCloseTo(value, 6);
    });

    test("agrees with tfjs's own, whose epsilon stands elsewhere", () => {
      const weight = createWeight([0.5, 0.5]);
      const adam = createAdam([weight], 0.01);
      const variable = tf.variable(tf.tensor1d([0.5, 0.5]), true, `reference-${name}`);
      const reference = tf.train.adam(0.01, 0.9, 0.999, 1e-7);
      for (const gradient of gradients) {
        update(adam, gradient);
        const tensor = tf.tensor1d([gradient, 2 * gradient]);
        reference.applyGradients([{ name: variable.name, tensor }]);
      }
      expect(weight.read().dataSync()[0]).toBeCloseTo(variable.dataSync()[0] ?? 0, 5);
    });

    test('goes on from a state exactly as if it had never stopped', () => {
      const [unbroken, broken] = [createWeight([0.5, -0.5]), createWeight([0.5, -0.5])];
      const whole = createAdam([unbroken], 0.01);
      const first = createAdam([broken], 0.01);
      update(whole, 0.1);
      update(first, 0.1);
      const second = createAdam([broken], 0.01);
      second.restore(first.read());
      for (const gradient of [-0.3, 0.2]) {
        update(whole, gradient);
        update(second, gradient);
      }
      expect(Array.from(broken.read().dataSync())).toEqual(Array.from(unbroken.read().dataSync()));
    });

    test('leaves no tensor behind', () => {
      const weight = createWeight([1, 2]);
      const before = tf.memory().numTensors;
      const adam = createAdam([weight], 0.01);
      gradients.forEach((gradient) => update(adam, gradient));
      adam.read();
      adam.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { Weight } from '../../../main/trainer/fused/trainable-layer.ts';
import { createOptimizerOf } from '../../../main/trainer/optimizers/create-optimizer.ts';
import type { Optimizer } from '../../../main/trainer/optimizers/optimizer.ts';
import { expectClose } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';
import { keras } from './support/keras-fixture.ts';

const { learningRate, start, gradients } = keras.optimizers;

/** A weight like those of tfjs-layers: one whose values survive the tensor they were written from. */
function createWeight(): Weight {
  const variable = tf.variable(tf.tensor1d(start), false);
  return {
    originalName: 'layer/kernel',
    shape: [start.length],
    read: () => variable,
    write: (value) => variable.assign(value as tf.Tensor1D),
  };
}

function create(settings: unknown, weight: Weight): Optimizer {
  return createOptimizerOf(runSettingsSchema.parse(settings), [weight]);
}

function update(optimizer: Optimizer, steps: readonly number[][]): void {
  for (const gradient of steps) tf.tidy(() => optimizer.update([tf.tensor1d(gradient)], learningRate));
}

const cases = keras.optimizers.cases.map((entry) => ({ ...entry, title: JSON.stringify(entry.settings) }));

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('an optimizer', () => {
    beforeEach(() => useEngine(name));

    test.each(cases)("$title moves a weight as Keras's does", async ({ settings, weights }) => {
      const weight = createWeight();
      const optimizer = create(settings, weight);
      update(optimizer, gradients);
      expectClose(weight.read().dataSync(), weights, 2e-6);
      expect((await optimizer.read()).updates).toBe(gradients.length);
    });

    test.each(cases)(
      '$title goes on from a state exactly as if it had never stopped',
      async ({ settings }) => {
        const [unbroken, broken] = [createWeight(), createWeight()];
        update(create(settings, unbroken), gradients);
        const first = create(settings, broken);
        update(first, gradients.slice(0, 3));
        const second = create(settings, broken);
        second.restore(await first.read());
        update(second, gradients.slice(3));
        expect(Array.from(broken.read().dataSync())).toEqual(Array.from(unbroken.read().dataSync()));
      },
    );

    test.each(cases)('$title leaves no tensor behind', async ({ settings }) => {
      const weight = createWeight();
      const before = tf.memory().numTensors;
      const optimizer = create(settings, weight);
      update(optimizer, gradients);
      await optimizer.read();
      optimizer.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });

    test("refuses another optimizer's state", async () => {
      const state = await create({ optimizer: 'adam' }, createWeight()).read();
      expect(() => create({ optimizer: 'adagrad' }, createWeight()).restore(state)).toThrow('squareSums');
    });
  });
});

test.skipIf(engines.some(({ isMissing }) => isMissing))(
  'every optimizer moves a weight alike on wasm and native, within rounding',
  async () => {
    for (const { settings, title } of cases) {
      const ends: Float32Array[] = [];
      for (const { name } of engines) {
        await useEngine(name);
        const weight = createWeight();
        update(create(settings, weight), gradients);
        ends.push(weight.read().dataSync<'float32'>());
      }
      expectClose(ends[0] ?? [], ends[1] ?? [], 1e-6, title);
    }
  },
);

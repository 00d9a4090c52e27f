import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { toTrainableAveragePooling } from '../../../main/trainer/fused/average-pooling-layer.ts';
import { toTrainableBatchNormalization } from '../../../main/trainer/fused/batch-normalization-layer.ts';
import { toTrainableConv2d } from '../../../main/trainer/fused/conv2d-layer.ts';
import { toTrainableDense } from '../../../main/trainer/fused/dense-layer.ts';
import { toTrainableGlobalAveragePooling } from '../../../main/trainer/fused/global-average-pooling-layer.ts';
import { toTrainableLeakyRelu } from '../../../main/trainer/fused/leaky-relu-layer.ts';
import { toTrainableMaxPooling } from '../../../main/trainer/fused/max-pooling-layer.ts';
import { toTrainableRelu } from '../../../main/trainer/fused/relu-layer.ts';
import { toTapeLayer } from '../../../main/trainer/fused/tape-layer.ts';
import type { TrainableLayer } from '../../../main/trainer/fused/trainable-layer.ts';
import { drawValues, expectClose } from './support/compare.ts';
import { computeReference, engines, useEngine } from './support/engines.ts';

/**
 * Every layer that training uses, forward and backward on each engine, against tfjs's own operations and
 * gradients on its JavaScript backend.
 */

interface Case {
  readonly title: string;
  readonly shape: number[];
  readonly make: () => tf.layers.Layer;
  readonly toTrainable: (layer: tf.layers.Layer) => TrainableLayer | null;
}

function conv2d(options: Partial<Parameters<typeof tf.layers.conv2d>[0]>): () => tf.layers.Layer {
  return () =>
    tf.layers.conv2d({ filters: 5, kernelSize: 3, padding: 'same', activation: 'relu', ...options });
}

const convolutions: Case[] = [
  { title: 'same padding and ReLU', shape: [3, 9, 7, 4], make: conv2d({}) },
  { title: 'one input channel', shape: [2, 8, 8, 1], make: conv2d({}) },
  { title: 'valid padding', shape: [2, 8, 9, 3], make: conv2d({ padding: 'valid' }) },
  { title: 'stride 2, same padding', shape: [2, 9, 8, 3], make: conv2d({ strides: 2 }) },
  {
    title: 'stride 2 and 1, valid padding',
    shape: [2, 9, 8, 3],
    make: conv2d({ strides: [2, 1], padding: 'valid' }),
  },
  {
    title: 'stride 3, beyond its kernel',
    shape: [2, 10, 11, 2],
    make: conv2d({ strides: 3, kernelSize: 2 }),
  },
  { title: 'an oblong kernel', shape: [2, 7, 7, 3], make: conv2d({ kernelSize: [1, 5] }) },
  { title: 'an even kernel', shape: [2, 7, 6, 3], make: conv2d({ kernelSize: 4 }) },
  {
    title: 'no bias and no activation',
    shape: [2, 6, 6, 3],
    make: conv2d({ useBias: false, activation: 'linear' }),
  },
].map((entry) => ({ ...entry, title: `Conv2D, ${entry.title}`, toTrainable: toTrainableConv2d }));

const poolings: Case[] = [
  { title: 'windows of 2', shape: [2, 8, 6, 3], make: () => tf.layers.maxPooling2d({ poolSize: 2 }) },
  {
    title: 'a side that does not divide',
    shape: [2, 7, 5, 3],
    make: () => tf.layers.maxPooling2d({ poolSize: 2 }),
  },
  {
    title: 'overlapping windows, same padding',
    shape: [2, 7, 7, 3],
    make: () => tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  },
].map((entry) => ({ ...entry, title: `MaxPooling2D, ${entry.title}`, toTrainable: toTrainableMaxPooling }));

const others: Case[] = [
  {
    title: 'BatchNormalization of images',
    shape: [4, 6, 5, 3],
    make: () => tf.layers.batchNormalization(),
    toTrainable: toTrainableBatchNormalization,
  },
  {
    title: 'BatchNormalization of features',
    shape: [16, 7],
    make: () => tf.layers.batchNormalization({ epsilon: 1e-5 }),
    toTrainable: toTrainableBatchNormalization,
  },
  {
    title: 'Dense, ReLU',
    shape: [5, 11],
    make: () => tf.layers.dense({ units: 4, activation: 'relu' }),
    toTrainable: toTrainableDense,
  },
  {
    title: 'Dense, no bias',
    shape: [5, 11],
    make: () => tf.layers.dense({ units: 4, useBias: false }),
    toTrainable: toTrainableDense,
  },
  {
    title: 'ReLU',
    shape: [2, 5, 4, 3],
    make: () => tf.layers.reLU(),
    toTrainable: toTrainableRelu,
  },
  {
    title: 'Activation of relu',
    shape: [3, 7],
    make: () => tf.layers.activation({ activation: 'relu' }),
    toTrainable: toTrainableRelu,
  },
  {
    title: 'LeakyReLU',
    shape: [2, 5, 4, 3],
    make: () => tf.layers.leakyReLU({ alpha: 0.3 }),
    toTrainable: toTrainableLeakyRelu,
  },
  {
    title: 'AveragePooling2D, a side that does not divide',
    shape: [2, 7, 5, 3],
    make: () => tf.layers.averagePooling2d({ poolSize: 2 }),
    toTrainable: toTrainableAveragePooling,
  },
  {
    title: 'AveragePooling2D, overlapping windows',
    shape: [2, 7, 6, 3],
    make: () => tf.layers.averagePooling2d({ poolSize: 3, strides: 2 }),
    toTrainable: toTrainableAveragePooling,
  },
  {
    title: 'GlobalAveragePooling2D',
    shape: [3, 6, 5, 4],
    make: () => tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }),
    toTrainable: toTrainableGlobalAveragePooling,
  },
  {
    title: 'Activation of tanh, by the tape',
    shape: [2, 4, 3, 2],
    make: () => tf.layers.activation({ activation: 'tanh' }),
    toTrainable: toTapeLayer,
  },
  {
    title: 'Conv2D with sigmoid, by the tape',
    shape: [2, 5, 5, 3],
    make: conv2d({ activation: 'sigmoid' }),
    toTrainable: toTapeLayer,
  },
  {
    title: 'Flatten, by the tape',
    shape: [3, 4, 2, 2],
    make: () => tf.layers.flatten(),
    toTrainable: toTapeLayer,
  },
  {
    title: 'Dense with tanh, by the tape',
    shape: [3, 4],
    make: () => tf.layers.dense({ units: 3, activation: 'tanh' }),
    toTrainable: toTapeLayer,
  },
];

/** Builds a layer with weights that are the same each time; variances are kept positive. */
function build({ make, shape }: Case): tf.layers.Layer {
  const layer = make();
  layer.apply(tf.input({ batchShape: [null, ...shape.slice(1)] }));
  layer.setWeights(
    layer.getWeights().map((weight, index) => {
      const values = drawValues(weight.size, 10 + index);
      return tf.tensor(index === 3 ? values.map(Math.abs) : values, weight.shape);
    }),
  );
  return layer;
}

interface Result {
  readonly output: tf.Tensor;
  readonly gradients: (tf.Tensor | null)[];
}

function runHere(entry: Case, input: Float32Array): Result {
  const layer = entry.toTrainable(build(entry));
  if (layer === null) throw new Error('the layer is not done by hand');
  const x = tf.tensor(input, entry.shape);
  const pass = layer.forward(x, { seed: 1, step: 0 });
  const output = pass.output.clone();
  const back = pass.backward(drawGradient(pass.output.shape), true);
  return { output, gradients: [back.input, ...back.weights] };
}

function runByTfjs(entry: Case, input: Float32Array): { output: Float32Array; gradients: Float32Array[] } {
  const layer = build(entry);
  const x = tf.tensor(input, entry.shape);
  const apply = (): tf.Tensor => layer.apply(x, { training: true }) as tf.Tensor;
  const dy = drawGradient(apply().shape);
  const sources = [x, ...layer.trainableWeights.map((weight) => weight.read())];
  const { value, grads } = tf.engine().gradients(apply, sources, dy);
  return { output: value.dataSync<'float32'>(), gradients: grads.map((grad) => grad.dataSync<'float32'>()) };
}

function drawGradient(shape: number[]): tf.Tensor {
  return tf.tensor(
    drawValues(
      shape.reduce((product, side) => product * side, 1),
      99,
    ),
    shape,
  );
}

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('gradients', () => {
    beforeEach(() => useEngine(name));

    test.each([...convolutions, ...poolings, ...others])('$title', async (entry) => {
      const input = drawValues(entry.shape.reduce((product, side) => product * side, 1));
      const reference = await computeReference(() => runByTfjs(entry, input));
      const { output, gradients } = runHere(entry, input);
      expectClose(output.dataSync(), reference.output);
      expect(gradients.length).toBe(reference.gradients.length);
      gradients.forEach((gradient, index) => {
        expect(gradient).not.toBeNull();
        expectClose(gradient?.dataSync() ?? [], reference.gradients[index] ?? []);
      });
    });

    test('a pooling window that is all negative sends its gradient to its greatest cell', () => {
      const layer = toTrainableMaxPooling(
        build({ ...others[0], ...poolings[0], shape: [1, 2, 2, 1] } as Case),
      );
      const pass = layer?.forward(tf.tensor4d([-4, -3, -1, -2], [1, 2, 2, 1]), { seed: 1, step: 0 });
      expect(pass?.output.dataSync()[0]).toBe(-1);
      const gradient = pass?.backward(tf.tensor4d([7], [1, 1, 1, 1]), true).input;
      expect(Array.from(gradient?.dataSync() ?? [])).toEqual([0, 0, 7, 0]);
    });

    test('of equal cells of a window the first takes the gradient', () => {
      const layer = toTrainableMaxPooling(
        build({ ...others[0], ...poolings[0], shape: [1, 2, 4, 1] } as Case),
      );
      const pass = layer?.forward(tf.tensor4d([0, 0, -1, 2, 0, 0, 2, 2], [1, 2, 4, 1]), { seed: 1, step: 0 });
      const gradient = pass?.backward(tf.tensor4d([3, 5], [1, 1, 2, 1]), true).input;
      expect(Array.from(gradient?.dataSync() ?? [])).toEqual([3, 0, 0, 5, 0, 0, 0, 0]);
    });
  });
});

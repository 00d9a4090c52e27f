import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { toStretch } from '../../../main/trainer/models/pool-first.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { createLogitsFunction } from '../../../main/trainer/models/logits.ts';
import { networkLayersSchema, type NetworkLayer } from '../../../shared/domain/network/network-layer.ts';
import { drawValues, expectClose } from './support/compare.ts';
import { engines, useEngine } from './support/engines.ts';

const imageSize = 32;

function makeImages(): tf.Tensor4D {
  return tf.tensor4d(drawValues(3 * imageSize ** 2), [3, imageSize, imageSize, 1]);
}

/** A network whose weights are all drawn, those of batch normalisation as training would leave them. */
function build(layers: readonly NetworkLayer[] | null, gammaSign: 1 | -1 = 1): tf.LayersModel {
  const model = buildModel('cnn5', { imageSize, seed: 1, network: layers });
  model.weights.forEach((weight, index) => {
    const drawn = drawValues(weight.read().size, index + 1);
    const name = weight.originalName;
    if (name.endsWith('kernel')) return;
    const isPositive = name.endsWith('gamma') || name.endsWith('variance');
    const values = drawn.map((value) => (isPositive ? Math.abs(value) + 0.1 : value));
    if (name.endsWith('gamma')) values[1] = (values[1] ?? 1) * gammaSign;
    weight.write(tf.tensor(values, weight.read().shape));
  });
  return model;
}

/** Stock layers, one after the other. */
function computeByTfjs(model: tf.LayersModel): tf.Tensor {
  const last = model.layers.at(-1);
  if (last === undefined || Array.isArray(last.input)) throw new Error('a last layer with one input');
  return tf.model({ inputs: model.inputs, outputs: last.input }).predict(makeImages()) as tf.Tensor;
}

function computeHere(model: tf.LayersModel): tf.Tensor {
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer').slice(0, -1);
  return tf.tidy(() => toStretch(layers)(makeImages()));
}

const rows: readonly [string, NetworkLayer[] | null][] = [
  ["the report's network", null],
  [
    'a pooling of overlapping windows and same padding, after a ReLU of its own',
    networkLayersSchema.parse([
      { type: 'Conv2D', filters: 4, kernelSize: 3, strides: 2, padding: 'valid', useBias: false },
      { type: 'BatchNormalization' },
      { type: 'ReLU' },
      { type: 'MaxPooling2D', poolSize: 3, strides: 2, padding: 'same' },
      { type: 'Flatten' },
    ]),
  ],
  [
    'ReLU after normalisation, sides that do not divide, channels that fill no vector, and no pooling in the end',
    networkLayersSchema.parse([
      { type: 'Conv2D', filters: 5, kernelSize: 4, padding: 'valid' },
      { type: 'Dropout', rate: 0.5 },
      { type: 'BatchNormalization' },
      { type: 'ReLU' },
      { type: 'MaxPooling2D' },
      { type: 'Conv2D', filters: 11, activation: 'relu', useBias: false },
      { type: 'BatchNormalization' },
      { type: 'Flatten' },
    ]),
  ],
  [
    'a grey image with odd sides, filters that fill no vector and ReLU after normalisation',
    networkLayersSchema.parse([
      { type: 'MaxPooling2D', poolSize: 2, strides: 3 },
      { type: 'Conv2D', filters: 11, padding: 'same', useBias: false },
      { type: 'BatchNormalization' },
      { type: 'ReLU' },
      { type: 'MaxPooling2D' },
      { type: 'Flatten' },
    ]),
  ],
  [
    'a grey image and no pooling',
    networkLayersSchema.parse([
      { type: 'Conv2D', filters: 9, padding: 'same', activation: 'relu' },
      { type: 'BatchNormalization' },
      { type: 'Flatten' },
    ]),
  ],
  [
    'an average pooling, and a max pooling that follows no convolution',
    networkLayersSchema.parse([
      { type: 'MaxPooling2D' },
      { type: 'Conv2D', filters: 4, kernelSize: 3, activation: 'sigmoid' },
      { type: 'AveragePooling2D' },
      { type: 'MaxPooling2D' },
      { type: 'Flatten' },
    ]),
  ],
];

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('pooling first', () => {
    beforeEach(() => useEngine(name));

    test.each(rows)('gives what stock layers give: %s', (_, layers) => {
      const model = build(layers);
      expectClose(computeHere(model).dataSync(), computeByTfjs(model).dataSync(), 1e-6);
    });

    test('leaves the order where a gamma is negative, also one that became so', () => {
      const model = build(null);
      computeHere(model);
      const gamma = model.weights.find(({ originalName }) => originalName.endsWith('gamma'));
      const values = gamma?.read().dataSync<'float32'>().slice() ?? new Float32Array();
      values[1] = -0.5;
      gamma?.write(tf.tensor1d(values));
      expectClose(computeHere(model).dataSync(), computeByTfjs(model).dataSync(), 1e-6);
      const negative = build(null, -1);
      expectClose(computeHere(negative).dataSync(), computeByTfjs(negative).dataSync(), 1e-6);
    });

    test('leaves no tensor behind', () => {
      const computeLogits = createLogitsFunction(build(null));
      const images = makeImages();
      const before = tf.memory().numTensors;
      computeLogits(images).dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { countBlockLayers, toTrainableBlock } from '../../../main/trainer/fused/block-layer.ts';
import { findBlockBackend } from '../../../main/trainer/fused/normalize-block.ts';
import { readWeights } from '../../../main/trainer/model-files/named-arrays.ts';
import { drawValues, expectClose } from './support/compare.ts';
import { computeReference, engines, useEngine } from './support/engines.ts';

/**
 * A convolution and what follows it as one operation, against tfjs's own layers and gradients on its JavaScript
 * backend, layer by layer.
 */

interface Case {
  readonly title: string;
  /** Of the input. */
  readonly shape: [number, number, number, number];
  readonly filters: number;
  readonly convolution?: { activation?: 'relu'; useBias?: boolean; strides?: number; padding?: 'valid' };
  /** What lies between the convolution and batch normalisation. */
  readonly before?: () => tf.layers.Layer[];
  readonly after?: () => tf.layers.Layer[];
  /** What gamma is drawn from; it is negative in places where nothing is said. */
  readonly isGammaPositive?: boolean;
  /** Whether the input are images, whose gradient nobody asks for: of grey ones the operation does the convolution. */
  readonly isFirst?: boolean;
}

const pool = (): tf.layers.Layer => tf.layers.maxPooling2d({ poolSize: 2 });
const relu = (): tf.layers.Layer => tf.layers.reLU();

const reportBlock: Case = {
  title: "the report's block",
  shape: [3, 8, 6, 4],
  filters: 8,
  convolution: { activation: 'relu' },
  after: () => [pool()],
};

const cases: Case[] = [
  reportBlock,
  {
    title: 'sides that do not divide',
    shape: [2, 7, 9, 3],
    filters: 8,
    convolution: { activation: 'relu' },
    after: () => [pool()],
  },
  {
    title: 'one row that pooling takes and one it leaves',
    shape: [2, 3, 3, 2],
    filters: 16,
    after: () => [pool()],
  },
  {
    title: 'channels that fill no vector',
    shape: [2, 6, 6, 3],
    filters: 5,
    convolution: { activation: 'relu' },
    after: () => [pool()],
  },
  {
    title: 'one channel',
    shape: [2, 6, 5, 1],
    filters: 1,
    convolution: { activation: 'relu' },
    after: () => [pool()],
  },
  { title: 'vectors and a rest', shape: [2, 5, 6, 3], filters: 19, after: () => [relu(), pool()] },
  { title: 'no pooling', shape: [2, 6, 5, 3], filters: 8, convolution: { activation: 'relu' } },
  {
    title: 'no bias, ReLU after normalisation',
    shape: [2, 6, 5, 3],
    filters: 9,
    convolution: { useBias: false },
    after: () => [relu()],
  },
  {
    title: 'ReLU as a layer before',
    shape: [2, 6, 6, 3],
    filters: 8,
    before: () => [relu()],
    after: () => [pool()],
  },
  {
    title: 'ReLU on both sides',
    shape: [2, 6, 6, 3],
    filters: 8,
    convolution: { activation: 'relu' },
    after: () => [relu(), pool()],
  },
  {
    title: 'stride 2 without padding',
    shape: [2, 11, 10, 3],
    filters: 8,
    convolution: { strides: 2, padding: 'valid' },
    after: () => [pool()],
  },
  {
    title: 'one image',
    shape: [1, 6, 6, 3],
    filters: 8,
    convolution: { activation: 'relu' },
    after: () => [pool()],
  },
  {
    title: 'gamma that is positive',
    shape: [2, 6, 6, 3],
    filters: 8,
    isGammaPositive: true,
    after: () => [pool()],
  },
  {
    title: 'grey images',
    shape: [3, 8, 6, 1],
    filters: 16,
    convolution: { activation: 'relu' },
    after: () => [pool()],
    isFirst: true,
  },
  {
    title: 'grey images whose sides do not divide, and channels that fill no vector',
    shape: [2, 7, 9, 1],
    filters: 21,
    convolution: { activation: 'relu' },
    after: () => [pool()],
    isFirst: true,
  },
  {
    title: 'grey images without pooling and bias',
    shape: [2, 5, 6, 1],
    filters: 8,
    convolution: { useBias: false },
    after: () => [relu()],
    isFirst: true,
  },
  {
    title: 'grey images without zeros around them',
    shape: [2, 8, 8, 1],
    filters: 8,
    convolution: { padding: 'valid' },
    after: () => [pool()],
    isFirst: true,
  },
  {
    title: 'images of several channels',
    shape: [2, 6, 6, 3],
    filters: 8,
    convolution: { activation: 'relu' },
    after: () => [pool()],
    isFirst: true,
  },
];

/** The layers in a row, with weights that are the same each time; variances are kept positive. */
function build(entry: Case): tf.layers.Layer[] {
  const { shape, filters, convolution, before, after, isGammaPositive = false } = entry;
  const layers = [
    tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', name: 'convolution', ...convolution }),
    ...(before?.() ?? []),
    tf.layers.batchNormalization({ name: 'normalization', momentum: 0.1 }),
    ...(after?.() ?? []),
  ];
  layers.reduce(
    (value, layer) => layer.apply(value) as tf.SymbolicTensor,
    tf.input({ batchShape: [null, ...shape.slice(1)] }),
  );
  for (const [place, layer] of layers.entries()) {
    layer.setWeights(
      layer.getWeights().map((weight, index) => {
        const values = drawValues(weight.size, 10 * place + index);
        const isPositive = index === 3 || (index === 0 && place > 0 && isGammaPositive);
        return tf.tensor(isPositive ? values.map(Math.abs) : values, weight.shape);
      }),
    );
  }
  return layers;
}

function countValues(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function drawGradient(shape: number[]): tf.Tensor {
  return tf.tensor(drawValues(countValues(shape), 99), shape);
}

interface Result {
  /** Of what is normalised: the convolution's. */
  readonly shape: readonly number[];
  readonly output: Float32Array;
  /** Of the input, where it is not the first, then of the weights in the layers' order. */
  readonly gradients: Float32Array[];
  /** Of batch normalisation afterwards. */
  readonly averages: Averages;
}

interface Averages {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

async function readAverages(layers: tf.layers.Layer[]): Promise<Averages> {
  const weights = await readWeights(layers.flatMap((layer) => layer.weights));
  const read = (name: string): Float32Array =>
    Float32Array.from(weights.get(`normalization/${name}`)?.values ?? []);
  return { mean: read('moving_mean'), variance: read('moving_variance') };
}

async function runHere(entry: Case, input: Float32Array): Promise<Result> {
  const layers = build(entry);
  const isFirst = entry.isFirst ?? false;
  expect(countBlockLayers(layers)).toBe(layers.length);
  const block = toTrainableBlock(layers, { isFirst });
  const pass = block.forward(tf.tensor(input, entry.shape), { seed: 1, step: 0 });
  const output = pass.output.dataSync<'float32'>();
  const back = pass.backward(drawGradient(pass.output.shape), !isFirst);
  expect(back.input === null).toBe(isFirst);
  const gradients = [...(back.input === null ? [] : [back.input]), ...back.weights].map((gradient) =>
    gradient.dataSync<'float32'>(),
  );
  const shape = [entry.shape[0], ...(layers[0]?.outputShape.slice(1) as number[])];
  return { shape, output, gradients, averages: await readAverages(layers) };
}

async function runByTfjs(entry: Case, input: Float32Array): Promise<Omit<Result, 'shape'>> {
  const layers = build(entry);
  const x = tf.tensor(input, entry.shape);
  const apply = (): tf.Tensor =>
    layers.reduce<tf.Tensor>((value, layer) => layer.apply(value, { training: true }) as tf.Tensor, x);
  const dy = drawGradient(
    (layers.at(-1)?.outputShape as number[]).map((side, axis) => (axis === 0 ? entry.shape[0] : side)),
  );
  const isFirst = entry.isFirst ?? false;
  const weights = layers.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read()));
  const sources = isFirst ? weights : [x, ...weights];
  const { value, grads } = tf.engine().gradients(apply, sources, dy);
  return {
    output: value.dataSync<'float32'>(),
    gradients: grads.map((grad) => grad.dataSync<'float32'>()),
    averages: await readAverages(layers),
  };
}

const native = engines.find(({ name }) => name === 'tensorflow');
if (native?.isMissing === false) await useEngine('tensorflow');
const isMissing = native?.isMissing !== false || findBlockBackend() === null;
const whyMissing = isMissing ? ' (skipped: its operation is not built here)' : '';

describe.skipIf(isMissing)(`on native${whyMissing}, a block of`, () => {
  beforeEach(() => useEngine('tensorflow'));

  test.each(cases)('$title', async (entry) => {
    const input = drawValues(countValues(entry.shape), 5);
    const reference = await computeReference(() => runByTfjs(entry, input));
    const here = await runHere(entry, input);
    expectClose(here.output, reference.output, 1e-5, 'the output');
    expect(here.gradients.length).toBe(reference.gradients.length);
    here.gradients.forEach((gradient, index) => {
      // A bias's gradient is 0 where normalisation follows it, and rounding is all there is to compare.
      if (reference.gradients[index]?.every((value) => Math.abs(value) < 1e-5)) {
        expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-5);
      } else expectClose(gradient, reference.gradients[index] ?? [], 2e-5, `gradient ${String(index)}`);
    });
    expectClose(here.averages.mean, reference.averages.mean, 1e-5, 'the average of means');
    // tfjs takes the variance by n, TensorFlow by n - 1; a tenth is what it was before.
    const count = countValues(here.shape.slice(0, 3));
    const before = (await readAverages(build(entry))).variance;
    const unbiased = reference.averages.variance.map((value, channel) => {
      const kept = 0.1 * (before[channel] ?? Number.NaN);
      return kept + ((value - kept) * count) / (count - 1);
    });
    expectClose(here.averages.variance, unbiased, 1e-5, 'the average of variances');
  });
});

/** Ones, through a convolution that leaves them, dropout and normalisation: what dropout left is above 0. */
function drawKept(position: { seed: number; step: number }, rate = 0.3, shape = [4, 9, 11, 24]): boolean[] {
  const layer = toTrainableBlock(buildDropout(rate, shape), { isFirst: false });
  return Array.from(layer.forward(tf.ones(shape), position).output.dataSync(), (value) => value > 0);
}

function buildDropout(rate: number, shape: readonly number[], name = 'dropout'): tf.layers.Layer[] {
  const channels = shape.at(-1) ?? 1;
  const layers = [
    tf.layers.conv2d({ filters: channels, kernelSize: 1, activation: 'relu' }),
    tf.layers.dropout({ rate, name }),
    tf.layers.batchNormalization(),
  ];
  layers.reduce(
    (value, layer) => layer.apply(value) as tf.SymbolicTensor,
    tf.input({ batchShape: [null, ...shape.slice(1)] }),
  );
  layers[0]?.setWeights([tf.eye(channels).reshape([1, 1, channels, channels]), tf.zeros([channels])]);
  return layers;
}

function shareOf(values: boolean[]): number {
  return values.filter(Boolean).length / values.length;
}

function measureAgreement(one: boolean[], other: boolean[]): number {
  return shareOf(one.map((value, index) => value === other[index]));
}

describe.skipIf(isMissing)(`on native${whyMissing}, a block's dropout`, () => {
  beforeEach(() => useEngine('tensorflow'));

  test.each([0.1, 0.3, 0.5])('drops a share of %d', (rate) => {
    const kept = drawKept({ seed: 1, step: 1 }, rate);
    // Within five standard deviations of the binomial distribution.
    const deviation = Math.sqrt((rate * (1 - rate)) / kept.length);
    expect(Math.abs(1 - shareOf(kept) - rate)).toBeLessThan(5 * deviation);
  });

  test('drops as many in every channel, an odd number of them included', () => {
    const kept = drawKept({ seed: 1, step: 1 }, 0.5, [8, 16, 16, 7]);
    for (let channel = 0; channel < 7; channel += 1) {
      const own = kept.filter((_, index) => index % 7 === channel);
      // Of 2,048 cells, within five standard deviations.
      expect(Math.abs(shareOf(own) - 0.5)).toBeLessThan(0.056);
    }
  });

  test('is the same for the same seed and step', () => {
    expect(drawKept({ seed: 7, step: 3 })).toEqual(drawKept({ seed: 7, step: 3 }));
  });

  test('shares nothing with another step, another seed, its neighbours or another part of itself', () => {
    const kept = drawKept({ seed: 7, step: 3 }, 0.5);
    const half = kept.length / 2;
    // Two independent fair masks agree on half of 9,504 cells; five standard deviations are 0.026 and 0.036.
    expect(Math.abs(measureAgreement(kept, drawKept({ seed: 7, step: 4 }, 0.5)) - 0.5)).toBeLessThan(0.026);
    expect(Math.abs(measureAgreement(kept, drawKept({ seed: 8, step: 3 }, 0.5)) - 0.5)).toBeLessThan(0.026);
    expect(Math.abs(measureAgreement(kept.slice(0, half), kept.slice(half)) - 0.5)).toBeLessThan(0.036);
    for (const distance of [1, 12, 24, 264]) {
      const agreement = measureAgreement(kept.slice(0, -distance), kept.slice(distance));
      expect(Math.abs(agreement - 0.5), `at a distance of ${String(distance)}`).toBeLessThan(0.026);
    }
  });

  test('goes backward by the mask that it went forward by', async () => {
    const shape = [3, 6, 5, 8];
    const position = { seed: 3, step: 9 };
    const mask = drawKept(position, 0.3, shape).map((isKept) => (isKept ? 1 / 0.7 : 0));
    const input = drawValues(countValues(shape), 4);
    const dy = drawValues(countValues(shape), 6);
    const reference = await computeReference(() => {
      const apply = (x: tf.Tensor): tf.Tensor => {
        const dropped = tf.mul(tf.relu(x), tf.tensor(mask, shape));
        const { mean, variance } = tf.moments(dropped, [0, 1, 2]);
        return tf.div(tf.sub(dropped, mean), tf.sqrt(tf.add(variance, 0.001)));
      };
      const x = tf.tensor(input, shape);
      const gradient = tf.grad(apply)(x, tf.tensor(dy, shape));
      return [apply(x).dataSync<'float32'>(), gradient.dataSync<'float32'>()] as const;
    });
    const block = toTrainableBlock(buildDropout(0.3, shape), { isFirst: false });
    const pass = block.forward(tf.tensor(input, shape), position);
    expectClose(pass.output.dataSync(), reference[0]);
    expectClose(pass.backward(tf.tensor(dy, shape), true).input?.dataSync() ?? [], reference[1]);
  });

  test.each([true, false])('drops the same of grey images that it convolves itself (pooled: %s)', (pools) => {
    const shape: Case['shape'] = [3, 7, 9, 1];
    const entry: Case = {
      title: '',
      shape,
      filters: 19,
      before: () => [relu(), tf.layers.dropout({ rate: 0.3, name: 'dropout' })],
      after: () => (pools ? [pool()] : []),
    };
    const [within, apart] = [true, false].map((isFirst) => {
      const images = tf.tensor(drawValues(countValues(shape), 4), shape);
      const pass = toTrainableBlock(build(entry), { isFirst }).forward(images, { seed: 3, step: 9 });
      const output = pass.output.dataSync();
      const back = pass.backward(drawGradient(pass.output.shape), !isFirst);
      return { output, weights: back.weights.map((gradient) => gradient.dataSync()) };
    });
    expectClose(within?.output ?? [], apart?.output ?? []);
    // Kernel, bias, gamma and beta.
    expect(within?.weights.length).toBe(4);
    within?.weights.forEach((gradient, index) => {
      expectClose(gradient, apart?.weights[index] ?? [], 2e-5, `gradient ${String(index)}`);
    });
  });
});

describe.skipIf(isMissing)(`on native${whyMissing}, a block`, () => {
  beforeEach(() => useEngine('tensorflow'));

  const convolve = (): tf.layers.Layer => tf.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same' });
  const normalize = (): tf.layers.Layer => tf.layers.batchNormalization();

  function count(layers: tf.layers.Layer[]): number {
    layers.reduce(
      (value, layer) => layer.apply(value) as tf.SymbolicTensor,
      tf.input({ batchShape: [null, 9, 9, 2] }),
    );
    return countBlockLayers(layers);
  }

  test('ends where a layer is not of those that one operation does', () => {
    expect(count([convolve(), normalize(), tf.layers.dropout({ rate: 0.5 }), pool()])).toBe(2);
    expect(count([convolve(), normalize(), tf.layers.maxPooling2d({ poolSize: 3 })])).toBe(2);
    expect(count([convolve(), normalize(), tf.layers.maxPooling2d({ poolSize: 2, padding: 'same' })])).toBe(
      2,
    );
    expect(count([convolve(), normalize(), tf.layers.reLU({ maxValue: 6 })])).toBe(2);
  });

  test('is none without batch normalisation, or with something else before it', () => {
    expect(count([convolve(), relu(), pool()])).toBe(0);
    expect(count([convolve(), pool(), normalize()])).toBe(0);
    expect(count([convolve(), tf.layers.leakyReLU(), normalize()])).toBe(0);
    expect(count([normalize(), relu()])).toBe(0);
    expect(count([tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'tanh' }), normalize()])).toBe(0);
  });

  test.each([true, false])('lets what is not a number through, so that training stops for it', (isFirst) => {
    const layers = build({ title: '', shape: [2, 6, 6, 1], filters: 8, after: () => [pool()] });
    const values = drawValues(72, 1);
    values[40] = Number.NaN;
    const block = toTrainableBlock(layers, { isFirst });
    const pass = block.forward(tf.tensor(values, [2, 6, 6, 1]), { seed: 1, step: 0 });
    expect(Array.from(pass.output.dataSync()).every(Number.isNaN)).toBe(true);
  });

  test.each([true, false])('frees what it kept once it has gone backward (first: %s)', (isFirst) => {
    const entry: Case = { ...reportBlock, shape: [3, 8, 6, isFirst ? 1 : 4] };
    const layer = toTrainableBlock(build(entry), { isFirst });
    const x = tf.zeros(entry.shape);
    const before = tf.memory().numTensors;
    const pass = layer.forward(x, { seed: 1, step: 0 });
    const dy = tf.zeros(pass.output.shape);
    const back = pass.backward(dy, !isFirst);
    tf.dispose([dy, pass.output, back.input ?? [], ...back.weights]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

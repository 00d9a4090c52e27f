import * as tf from '@tensorflow/tfjs';
import { deriveSeed } from '../../../shared/domain/seeded-random.ts';
import { toPair } from '../../../shared/domain/network/infer-layer.ts';
import type { PlannedLayer, SimpleLayer } from '../../../shared/domain/network/planned-layer.ts';

export interface NetworkToBuild {
  /** Of the model. */
  readonly name: string;
  readonly layers: readonly PlannedLayer[];
  /** Side of the square grey input in pixels. */
  readonly imageSize: number;
  /** Seeds the initial weights, by one derived seed a layer. */
  readonly seed: number;
}

/**
 * Builds a planned network of stock tfjs layers: one in a row where its layers stand in a row, else a graph.
 * Kernels begin as Keras's do, with Glorot's uniform weights, biases at 0.
 */
export function buildNetwork(network: NetworkToBuild): tf.LayersModel {
  const { layers } = network;
  const isRow = layers.every(({ inputs }, index) => inputs.length === 1 && inputs[0] === index - 1);
  return isRow ? buildRow(network) : buildGraph(network);
}

function buildRow({ name, layers, imageSize, seed }: NetworkToBuild): tf.Sequential {
  const model = tf.sequential({ name });
  layers.forEach((planned, index) => {
    const inputShape = index === 0 ? { inputShape: [imageSize, imageSize, 1] } : {};
    model.add(createLayer(planned, seed, inputShape));
  });
  return model;
}

function buildGraph({ name, layers, imageSize, seed }: NetworkToBuild): tf.LayersModel {
  const image = tf.input({ shape: [imageSize, imageSize, 1], name: 'image' });
  const values: tf.SymbolicTensor[] = [];
  for (const planned of layers) {
    const sources = planned.inputs.map((index) => values[index] ?? image);
    const [only, ...others] = sources;
    if (only === undefined) throw new Error('a layer without a source');
    const value = createLayer(planned, seed, {}).apply(others.length === 0 ? only : sources);
    if (!(value instanceof tf.SymbolicTensor)) throw new Error('a layer with one output');
    values.push(value);
  }
  return tf.model({ name, inputs: image, outputs: values.at(-1) ?? image });
}

/** Null stands for the input's side, which tfjs takes and its types leave out. */
const channelShape = [null, 1, 1, null];

/** @param first `inputShape` for the first of a row */
function createLayer(
  { name, layer }: PlannedLayer,
  seed: number,
  first: { readonly inputShape?: number[] },
): tf.layers.Layer {
  const base = { name, ...first };
  const kernelInitializer = (): ReturnType<typeof tf.initializers.glorotUniform> =>
    tf.initializers.glorotUniform({ seed: deriveSeed(seed, 'weights', name) });
  switch (layer.type) {
    case 'Conv2D':
      return tf.layers.conv2d({
        ...base,
        filters: layer.filters,
        kernelSize: [...toPair(layer.kernelSize)],
        strides: [...toPair(layer.strides)],
        padding: layer.padding,
        activation: toTfjsActivation(layer.activation),
        useBias: layer.useBias,
        kernelInitializer: kernelInitializer(),
      });
    case 'DepthwiseConv2D':
      return tf.layers.depthwiseConv2d({
        ...base,
        kernelSize: [...toPair(layer.kernelSize)],
        strides: layer.strides,
        padding: layer.padding,
        depthMultiplier: layer.depthMultiplier,
        activation: toTfjsActivation(layer.activation),
        useBias: layer.useBias,
        depthwiseInitializer: kernelInitializer(),
      });
    case 'BatchNormalization':
      return tf.layers.batchNormalization({ ...base, momentum: layer.momentum, epsilon: layer.epsilon });
    case 'LayerNormalization':
      return tf.layers.layerNormalization({ ...base, epsilon: layer.epsilon });
    case 'Activation':
      return tf.layers.activation({ ...base, activation: toTfjsActivation(layer.activation) });
    case 'ReLU':
      return tf.layers.reLU(base);
    case 'LeakyReLU':
      return tf.layers.leakyReLU({ ...base, alpha: layer.negativeSlope });
    case 'ELU':
      return tf.layers.elu(base);
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const { poolSize, strides, padding } = layer;
      const options = {
        ...base,
        poolSize: [...toPair(poolSize)] as [number, number],
        strides: [...toPair(strides ?? poolSize)] as [number, number],
        padding,
      };
      return layer.type === 'MaxPooling2D'
        ? tf.layers.maxPooling2d(options)
        : tf.layers.averagePooling2d(options);
    }
    case 'GlobalAveragePooling2D':
      return tf.layers.globalAveragePooling2d({ ...base, dataFormat: 'channelsLast' });
    case 'GlobalMaxPooling2D':
      return tf.layers.globalMaxPooling2d({ ...base, dataFormat: 'channelsLast' });
    case 'ZeroPadding2D':
      return tf.layers.zeroPadding2d({ ...base, padding: [...toPair(layer.padding)] });
    case 'Dropout':
      return tf.layers.dropout({ ...base, rate: layer.rate });
    case 'SpatialDropout2D':
      // tfjs has no layer of that name; Keras's is a dropout whose mask is the same all over a channel.
      return tf.layers.dropout({ ...base, rate: layer.rate, noiseShape: channelShape as number[] });
    case 'GaussianNoise':
      return tf.layers.gaussianNoise({ ...base, stddev: layer.stddev });
    case 'Flatten':
      return tf.layers.flatten(base);
    case 'Dense':
      return tf.layers.dense({
        ...base,
        units: layer.units,
        activation: toTfjsActivation(layer.activation),
        useBias: layer.useBias,
        kernelInitializer: kernelInitializer(),
      });
    case 'Add':
      return tf.layers.add(base);
  }
}

type Activation = Extract<SimpleLayer, { type: 'Dense' }>['activation'];

/** tfjs knows SiLU by the name that it had before. */
function toTfjsActivation(activation: Activation): Exclude<Activation, 'silu'> | 'swish' {
  return activation === 'silu' ? 'swish' : activation;
}

import * as tf from '@tensorflow/tfjs';
import { toConvolution } from '../fused/convolution.ts';
import { getWeight } from '../fused/get-weight.ts';
import { toPredictingBlock } from '../fused/predicting-block.ts';
import type { Weight } from '../fused/trainable-layer.ts';

/** Computes a stretch of a network in inference mode. */
export type Stretch = (input: tf.Tensor) => tf.Tensor;

/**
 * Layers in a row as one function for prediction. Those that the engine runs as one are run as one. Elsewhere, where
 * a convolution comes to a max pooling by layers that keep a channel's order (bias, ReLU, dropout, which does
 * nothing here, and batch normalisation whose gamma is nowhere negative), the pooling is done first: the greatest cell
 * stays the greatest, to the bit, since rounding keeps order too, and the layers in between have a quarter of the
 * cells.
 */
export function toStretch(layers: readonly tf.layers.Layer[]): Stretch {
  const parts: Stretch[] = [];
  for (let start = 0; start < layers.length; ) {
    const block = toPredictingBlock(layers.slice(start));
    if (block !== null) {
      parts.push((input) => block.compute(input));
      start += block.length;
      continue;
    }
    const pooled = findPooledConvolution(layers.slice(start));
    const end = start + (pooled?.length ?? 1);
    const plain = layers.slice(start, end);
    parts.push((input) => (pooled?.mayPoolFirst() ? pooled.compute(input) : applyInTurn(plain, input)));
    start = end;
  }
  return (input) => parts.reduce((value, compute) => compute(value), input);
}

interface PooledConvolution {
  /** Layers it takes the place of. */
  readonly length: number;
  /** Asked anew each time, since weights change while a network trains. */
  mayPoolFirst(): boolean;
  readonly compute: Stretch;
}

function findPooledConvolution(layers: readonly tf.layers.Layer[]): PooledConvolution | null {
  const [convolution, ...others] = layers;
  const between = others.slice(
    0,
    others.findIndex((layer) => !orderKeepingLayers.has(layer.getClassName())),
  );
  const pooling = others[between.length];
  if (convolution?.getClassName() !== 'Conv2D' || pooling?.getClassName() !== 'MaxPooling2D') return null;
  const plan = toConvolution(convolution);
  if (plan === null) return null;
  const { bias, activation } = plan;
  const gammas = between.flatMap((layer) => getWeight(layer, 'gamma') ?? []);
  return {
    length: between.length + 2,
    mayPoolFirst: () => gammas.every(isNowhereNegative),
    compute(input) {
      const convolved = plan.convolve(input);
      const pooled = applyLayer(pooling, convolved);
      convolved.dispose();
      const shifted = bias === null ? pooled : tf.add(pooled, bias.read());
      return applyInTurn(between, activation === 'relu' ? tf.relu(shifted) : shifted);
    },
  };
}

/** Batch normalisation is one where its gamma is nowhere negative. */
const orderKeepingLayers: ReadonlySet<string> = new Set(['BatchNormalization', 'Dropout', 'ReLU']);

const known = new WeakMap<object, boolean>();

/** Read once as long as the weight does not change. WebGPU hands no values over at once, so there it is unknown. */
function isNowhereNegative(gamma: Weight): boolean {
  if (tf.getBackend() === 'webgpu') return false;
  const tensor = gamma.read();
  const answer = known.get(tensor.dataId) ?? tensor.dataSync<'float32'>().every((value) => value >= 0);
  known.set(tensor.dataId, answer);
  return answer;
}

function applyInTurn(layers: readonly tf.layers.Layer[], input: tf.Tensor): tf.Tensor {
  return layers.reduce((value, layer) => applyLayer(layer, value), input);
}

function applyLayer(layer: tf.layers.Layer, input: tf.Tensor): tf.Tensor {
  const output = layer.apply(input, { training: false });
  if (!(output instanceof tf.Tensor)) throw new Error(`${layer.getClassName()} has no single output`);
  return output;
}

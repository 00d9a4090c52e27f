import * as tf from '@tensorflow/tfjs';
import { holdTensors } from '../hold-tensors.ts';
import { createLoss } from '../losses/loss.ts';
import { toTrainableAveragePooling } from './average-pooling-layer.ts';
import { countBlockLayers, toTrainableBlock } from './block-layer.ts';
import { toTrainableBatchNormalization } from './batch-normalization-layer.ts';
import { toTrainableConv2d } from './conv2d-layer.ts';
import { toTrainableDense } from './dense-layer.ts';
import { toTrainableDropout } from './dropout-layer.ts';
import { toTrainableGaussianNoise } from './gaussian-noise-layer.ts';
import { toTrainableGlobalAveragePooling } from './global-average-pooling-layer.ts';
import { toTrainableGlobalMaxPooling } from './global-max-pooling-layer.ts';
import { toTrainableLeakyRelu } from './leaky-relu-layer.ts';
import { toTrainableMaxPooling } from './max-pooling-layer.ts';
import { groupLayers, type LayerGroup } from './group-layers.ts';
import { listGraph } from './network-graph.ts';
import { toTrainableRelu } from './relu-layer.ts';
import { toTapeLayer } from './tape-layer.ts';
import {
  noWeights,
  type BackwardPass,
  type ForwardPass,
  type TrainableLayer,
  type TrainingPosition,
  type Weight,
} from './trainable-layer.ts';

/** A network as training runs it. */
export interface TrainableNetwork {
  /** What learns, in the order of the layers. */
  readonly weights: readonly Weight[];
  /**
   * One batch forward and backward. Moves the averages of batch normalisation; changes no other weight.
   *
   * @param images [batch, side, side, 1], values in [0, 1]
   * @param labels places of the classes, one an image
   */
  computeGradients(
    images: tf.Tensor,
    labels: readonly number[],
    position: TrainingPosition,
  ): Promise<BatchGradients>;
}

export interface BatchGradients {
  /** Of the batch, by the network's loss function. */
  readonly loss: number;
  /** Images that the network gives the greatest probability to what is true. */
  readonly correct: number;
  /** One a weight, in the order of `weights`; the caller frees them. */
  readonly gradients: readonly tf.Tensor[];
}

const trainableKinds: Readonly<Record<string, (layer: tf.layers.Layer) => TrainableLayer | null>> = {
  Conv2D: toTrainableConv2d,
  BatchNormalization: toTrainableBatchNormalization,
  Activation: toTrainableRelu,
  ReLU: toTrainableRelu,
  LeakyReLU: toTrainableLeakyRelu,
  MaxPooling2D: toTrainableMaxPooling,
  AveragePooling2D: toTrainableAveragePooling,
  GlobalAveragePooling2D: toTrainableGlobalAveragePooling,
  GlobalMaxPooling2D: toTrainableGlobalMaxPooling,
  GaussianNoise: toTrainableGaussianNoise,
  Dropout: toTrainableDropout,
  Dense: toTrainableDense,
};

/**
 * Makes a network trainable: layers in a row, or a graph whose ways are joined by sums. The model shares its
 * weights with it, and its last layer, a dense one, is taken as logits.
 *
 * Why not tfjs's tape: going backward by hand lets every tensor be freed as soon as it has served, where the
 * tape keeps them all to the end of the step.
 */
export function toTrainableNetwork(model: tf.LayersModel, computeLoss = createLoss()): TrainableNetwork {
  const groups = groupLayers(listGraph(model), countBlockLayers);
  const nodes = groups.map(({ layers, inputs }, index) => ({
    inputs,
    // A sum needs no layer of its own: see runForward and runBackward.
    layer:
      inputs.length > 1
        ? requireSum(layers[0])
        : toTrainable(layers, { isFirst: inputs[0] === -1, isLast: index === groups.length - 1 }),
  }));
  const learns = findLearning(nodes);
  return {
    weights: nodes.flatMap(({ layer }) => layer?.weights ?? noWeights),
    async computeGradients(images, labels, position) {
      const { result: passes, tensors } = holdTensors(() => runForward(nodes, images, position));
      try {
        const logits = passes.at(-1)?.output;
        if (logits === undefined) throw new Error('a network without layers');
        const { gradient, ...result } = computeLoss(await logits.data<'float32'>(), labels);
        const gradients = tf.tidy(() =>
          runBackward(nodes, learns, passes, tf.tensor(gradient, logits.shape)),
        );
        return { ...result, gradients };
      } finally {
        tf.dispose([...tensors]);
      }
    },
  };
}

/** A layer, or several run as one, in the graph; null is a sum of its sources. */
interface Node {
  readonly layer: TrainableLayer | null;
  /** Places of its sources, all before it; -1 is the images. */
  readonly inputs: readonly number[];
}

function requireSum(layer: tf.layers.Layer): null {
  if (layer.getClassName() !== 'Add') throw new Error(`${layer.getClassName()} joins ways that only Add may`);
  return null;
}

function toTrainable(
  layers: LayerGroup['layers'],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): TrainableLayer {
  const [layer, ...others] = layers;
  if (others.length > 0) return toTrainableBlock(layers, { isFirst });
  if (isLast) return toLogitsLayer(layer);
  return trainableKinds[layer.getClassName()]?.(layer) ?? toTapeLayer(layer);
}

function toLogitsLayer(layer: tf.layers.Layer): TrainableLayer {
  const logits = layer.getClassName() === 'Dense' ? toTrainableDense(layer, { toLogits: true }) : null;
  if (logits === null)
    throw new Error(`a network's last layer is dense, and this is ${layer.getClassName()}`);
  return logits;
}

/** Whether a layer, or any before it, has something to learn: only there a gradient is wanted. */
function findLearning(nodes: readonly Node[]): boolean[] {
  const learns: boolean[] = [];
  for (const { layer, inputs } of nodes) {
    learns.push((layer?.weights.length ?? 0) > 0 || inputs.some((source) => learns[source] === true));
  }
  return learns;
}

function runForward(nodes: readonly Node[], images: tf.Tensor, position: TrainingPosition): ForwardPass[] {
  const passes: ForwardPass[] = [];
  for (const { layer, inputs } of nodes) {
    const sources = inputs.map((source) => passes[source]?.output ?? images);
    const [only] = sources;
    if (only === undefined) throw new Error('a layer without a source');
    passes.push(layer === null ? sumSources(sources) : layer.forward(only, position));
  }
  return passes;
}

/** A sum hands its gradient to each of its sources as it is. */
function sumSources(sources: readonly tf.Tensor[]): ForwardPass {
  const output = tf.addN([...sources]);
  return { output, backward: (gradient) => ({ input: gradient.clone(), weights: noWeights }) };
}

/** Walks back to the first layers that learn, freeing each layer's output and gradient on the way. */
function runBackward(
  nodes: readonly Node[],
  learns: readonly boolean[],
  passes: readonly ForwardPass[],
  logitsGradient: tf.Tensor,
): tf.Tensor[] {
  const weightGradients: (readonly tf.Tensor[])[] = [];
  /** Of each layer's output, summed over the layers that it goes to. */
  const gradients = new Map<number, tf.Tensor>([[nodes.length - 1, logitsGradient]]);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const gradient = gradients.get(index);
    const pass = passes[index];
    if (gradient === undefined || pass === undefined) continue;
    const sources = (nodes[index]?.inputs ?? []).filter((source) => learns[source] === true);
    const back: BackwardPass = pass.backward(gradient, sources.length > 0);
    gradient.dispose();
    pass.output.dispose();
    weightGradients.unshift(back.weights);
    sources.forEach((source) => {
      if (back.input !== null) addTo(gradients, source, back.input.clone());
    });
    back.input?.dispose();
  }
  return weightGradients.flat();
}

function addTo(gradients: Map<number, tf.Tensor>, index: number, gradient: tf.Tensor): void {
  const before = gradients.get(index);
  gradients.set(index, before === undefined ? gradient : tf.add(before, gradient));
  if (before !== undefined) tf.dispose([before, gradient]);
}

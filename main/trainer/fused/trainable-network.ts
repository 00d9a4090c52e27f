import * as tf from '@tensorflow/tfjs';
import { createLoss } from '../losses/loss.ts';
import { toTrainableBatchNormalization } from './batch-normalization-layer.ts';
import { toTrainableConv2d } from './conv2d-layer.ts';
import { toTrainableDense } from './dense-layer.ts';
import { toTrainableDropout } from './dropout-layer.ts';
import { toTrainableMaxPooling } from './max-pooling-layer.ts';
import { toTapeLayer } from './tape-layer.ts';
import type {
  BackwardPass,
  ForwardPass,
  TrainableLayer,
  TrainingPosition,
  Weight,
} from './trainable-layer.ts';

/** A network as training runs it. */
export interface TrainableNetwork {
  /** What learns, in the order of the layers. */
  readonly weights: readonly Weight[];
  /**
   * One batch forward and backward. Moves the averages of batch normalisation; changes no other weight.
   *
   * @param images [batch, side, side, 1], values in [0, 1]
   * @param labels 0 or 1, one an image
   */
  computeGradients(images: tf.Tensor, labels: readonly number[], position: TrainingPosition): BatchGradients;
}

export interface BatchGradients {
  /** Of the batch, by the network's loss function. */
  readonly loss: number;
  /** Images on the right side of probability 0.5. */
  readonly correct: number;
  /** One a weight, in the order of `weights`; the caller frees them. */
  readonly gradients: readonly tf.Tensor[];
}

const trainableKinds: Readonly<Record<string, (layer: tf.layers.Layer) => TrainableLayer | null>> = {
  Conv2D: toTrainableConv2d,
  BatchNormalization: toTrainableBatchNormalization,
  MaxPooling2D: toTrainableMaxPooling,
  Dropout: toTrainableDropout,
  Dense: toTrainableDense,
};

/**
 * Makes a network of layers in a row trainable. The model shares its weights with it, and its last layer, a
 * dense one with a sigmoid, is taken as logits.
 *
 * Why not tfjs's tape: going backward by hand lets every tensor be freed as soon as it has served, where the
 * tape keeps them all to the end of the step.
 */
export function toTrainableNetwork(model: tf.Sequential, computeLoss = createLoss()): TrainableNetwork {
  const layers = model.layers.map((layer, index) =>
    index === model.layers.length - 1 ? toLogitsLayer(layer) : toTrainableLayer(layer),
  );
  const firstToLearn = layers.findIndex(({ weights }) => weights.length > 0);
  return {
    weights: layers.flatMap(({ weights }) => weights),
    computeGradients(images, labels, position) {
      let loss = Number.NaN;
      let correct = 0;
      const gradients = tf.tidy(() => {
        const { outputs, passes } = runForward(layers, images, position);
        const logits = outputs.at(-1);
        if (logits === undefined) throw new Error('a network without layers');
        const result = computeLoss(logits.dataSync<'float32'>(), labels);
        ({ loss, correct } = result);
        return runBackward(passes, outputs, tf.tensor(result.gradient, logits.shape), firstToLearn);
      });
      return { loss, correct, gradients };
    },
  };
}

function toTrainableLayer(layer: tf.layers.Layer): TrainableLayer {
  return trainableKinds[layer.getClassName()]?.(layer) ?? toTapeLayer(layer);
}

function toLogitsLayer(layer: tf.layers.Layer): TrainableLayer {
  const logits = layer.getClassName() === 'Dense' ? toTrainableDense(layer, { toLogits: true }) : null;
  if (logits === null)
    throw new Error(`a network's last layer is dense, and this is ${layer.getClassName()}`);
  return logits;
}

interface Forward {
  readonly passes: readonly ForwardPass[];
  readonly outputs: readonly tf.Tensor[];
}

function runForward(
  layers: readonly TrainableLayer[],
  images: tf.Tensor,
  position: TrainingPosition,
): Forward {
  const passes: ForwardPass[] = [];
  let value = images;
  for (const layer of layers) {
    const pass = layer.forward(value, position);
    passes.push(pass);
    value = pass.output;
  }
  return { passes, outputs: passes.map(({ output }) => output) };
}

/** Walks back to the first layer that learns, freeing each layer's output and gradient on the way. */
function runBackward(
  passes: readonly ForwardPass[],
  outputs: readonly tf.Tensor[],
  logitsGradient: tf.Tensor,
  firstToLearn: number,
): tf.Tensor[] {
  const gradients: (readonly tf.Tensor[])[] = [];
  let gradient: tf.Tensor | null = logitsGradient;
  for (let index = passes.length - 1; index >= firstToLearn && gradient !== null; index -= 1) {
    const back: BackwardPass | undefined = passes[index]?.backward(gradient, index > firstToLearn);
    gradient.dispose();
    outputs[index]?.dispose();
    gradients.unshift(back?.weights ?? []);
    gradient = back?.input ?? null;
  }
  return gradients.flat();
}

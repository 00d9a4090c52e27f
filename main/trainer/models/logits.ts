import * as tf from '@tensorflow/tfjs';
import { getWeight } from '../fused/get-weight.ts';
import { listGraph } from '../fused/network-graph.ts';
import { toStretch, type Stretch } from './pool-first.ts';

/**
 * Computes logits of images in inference mode: [batch, side, side, 1] to [batch, 1] for two
 * classes, to [batch, classes] for more; the caller frees them.
 */
export type LogitsFunction = (images: tf.Tensor) => tf.Tensor;

/**
 * What a model says of images before its last sigmoid or softmax. Losses and probabilities are made of logits in
 * double precision, where one in float32 would have rounded a confident answer to 0 or 1.
 *
 * @throws Error where the last layer is not dense
 */
export function createLogitsFunction(model: tf.LayersModel): LogitsFunction {
  const last = model.layers.at(-1);
  if (last?.getClassName() !== 'Dense') throw new Error("a model's last layer is dense");
  const kernel = getWeight(last, 'kernel');
  const bias = getWeight(last, 'bias');
  if (kernel === null || Array.isArray(last.input)) throw new Error("a model's last layer has one input");
  const computeFeatures = createFeaturesFunction(model, last.input);

  return (images) =>
    tf.tidy(() => {
      const product = tf.matMul(computeFeatures(images), kernel.read());
      return bias === null ? product : tf.add(product, bias.read());
    });
}

/** What the last layer is given. */
function createFeaturesFunction(model: tf.LayersModel, lastInput: tf.SymbolicTensor): Stretch {
  const graph = listGraph(model);
  const isRow = graph.every(({ inputs }, index) => inputs.length === 1 && inputs[0] === index - 1);
  if (isRow) return toStretch(graph.slice(0, -1).map(({ layer }) => layer));
  const features = tf.model({ inputs: model.inputs, outputs: lastInput });
  return (images) => {
    const values = features.apply(images, { training: false });
    if (!(values instanceof tf.Tensor)) throw new Error('a model with one output');
    return values;
  };
}

import * as tf from '@tensorflow/tfjs';
import { resizeBilinear } from './resize-bilinear.ts';

/** Makes heatmaps of images [batch, side, side, 1]: one array of side * side values, 0 to 255, an image. */
export type HeatmapFunction = (images: tf.Tensor4D) => Promise<Uint8Array[]>;

/**
 * Grad-CAM (Selvaraju et al. 2017): the activations of the last convolution, each channel weighted by the mean
 * gradient of the log-odds of any finding with regard to it, summed, and cut at 0; enlarged to the image's size
 * and scaled so that an image's greatest value is 255. Where nothing speaks for a finding, all of it is 0. Of two
 * classes the log-odds are the logit; of more, the log of the findings' summed powers less the negative's logit.
 *
 * In a residual network the last block's sum takes the convolution's place: what the block hands on is both
 * of its ways together.
 *
 * It explains the findings whatever the decision: of a negative image it shows what came closest to one.
 *
 * A network without convolutions looks at no place more than at another: its heatmaps are all 0.
 */
export function createHeatmapFunction(model: tf.LayersModel): HeatmapFunction {
  const explained = findExplainedLayer(model.layers);
  const layer = model.layers[explained];
  if (layer === undefined) return makeEmptyHeatmaps;
  if (Array.isArray(layer.output)) throw new Error(`${layer.name} has no single output`);
  const body = tf.model({ inputs: model.inputs, outputs: layer.output });
  const head = model.layers.slice(explained + 1, -1);
  const last = model.layers.at(-1);
  if (last === undefined) throw new Error('a model without layers');
  const [kernel, bias] = last.weights;
  if (kernel === undefined) throw new Error("a model's last layer is dense");

  const toLogOddsSum = (activations: tf.Tensor): tf.Scalar => {
    const features = head.reduce((value, layer) => applyLayer(layer, value), activations);
    const product = tf.matMul(features, kernel.read());
    const logits = bias === undefined ? product : tf.add(product, bias.read());
    // The sum over the batch: an image's logits depend on no other image, so neither does their gradient.
    return tf.sum(toLogOdds(logits));
  };

  return async (images) => {
    const maps = tf.tidy(() => {
      const activations = applyLayer(body, images);
      const gradients = tf.grad(toLogOddsSum)(activations);
      const channelWeights = tf.mean(gradients, [1, 2], true);
      return tf.relu(tf.sum(tf.mul(activations, channelWeights), -1));
    });
    const [, height = 0, width = 0] = maps.shape;
    const values = await maps.data<'float32'>();
    maps.dispose();
    const [count, side] = images.shape;
    return [...Array(count).keys()].map((image) => {
      const map = values.subarray(image * height * width, (image + 1) * height * width);
      return scaleToBytes(resizeBilinear(map, height, width, side));
    });
  };
}

/** @param logits [batch, 1] for two classes, [batch, classes] for more, the negative one first */
function toLogOdds(logits: tf.Tensor): tf.Tensor {
  const [batch = 0, width = 1] = logits.shape;
  if (width === 1) return logits;
  const negative = tf.slice(logits, [0, 0], [batch, 1]);
  const findings = tf.slice(logits, [0, 1], [batch, width - 1]);
  return tf.sub(tf.logSumExp(findings, 1, true), negative);
}

async function makeEmptyHeatmaps({ shape: [count, side] }: tf.Tensor4D): Promise<Uint8Array[]> {
  return Array.from({ length: count }, () => new Uint8Array(side * side));
}

/** The last convolution, or the last sum with the ReLU after it, whichever comes later; -1 where there is none. */
function findExplainedLayer(layers: readonly tf.layers.Layer[]): number {
  const explained = ['Conv2D', 'DepthwiseConv2D', 'Add'];
  const last = layers.findLastIndex((layer) => explained.includes(layer.getClassName()));
  const isSum = layers[last]?.getClassName() === 'Add';
  return isSum && layers[last + 1]?.getClassName() === 'ReLU' ? last + 1 : last;
}

function applyLayer(layer: tf.layers.Layer, value: tf.Tensor): tf.Tensor {
  const output = layer.apply(value, { training: false });
  if (!(output instanceof tf.Tensor)) throw new Error(`${layer.getClassName()} has no single output`);
  return output;
}

/** The greatest value becomes 255; a map without any stays 0. */
export function scaleToBytes(map: Float32Array): Uint8Array {
  const greatest = map.reduce((most, value) => Math.max(most, value), 0);
  return Uint8Array.from(map, (value) => (greatest > 0 ? Math.round((value / greatest) * 255) : 0));
}

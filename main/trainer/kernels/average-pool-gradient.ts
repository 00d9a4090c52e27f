import * as tf from '@tensorflow/tfjs';
import { poolingAttributesSchema, toShape4d, type PoolingAttributes } from './window-attributes.ts';

/**
 * The gradient of average pooling. Going forward every engine averages over the cells that lie inside the picture;
 * going back tfjs's own engines share a gradient among all of a window's cells, those in the padding too, so that at
 * the edges some of it is lost. Here it is made greater by as much beforehand. TensorFlow needs none of it.
 *
 * @param dy of the output: [images, rows, columns, channels]
 */
export function backpropagateAveragePooling(
  dy: tf.Tensor,
  input: tf.Tensor,
  attributes: PoolingAttributes,
): tf.Tensor {
  const toInput = (gradient: tf.Tensor): tf.Tensor =>
    tf.engine().runKernel<tf.Tensor>('AvgPoolGrad', { dy: gradient, input }, { ...attributes });
  if (attributes.pad === 'valid' || tf.getBackend() === 'tensorflow') return toInput(dy);
  return tf.tidy(() => toInput(tf.mul(dy, toWindowShares(input, attributes))));
}

/** For tfjs's own way of going back, which heatmaps take. */
export const averagePoolGradient: tf.GradConfig = {
  kernelName: 'AvgPool',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => {
    if (x === undefined || Array.isArray(dy)) throw new Error('an average pooling of one picture');
    return { x: () => backpropagateAveragePooling(dy, x, poolingAttributesSchema.parse(attributes)) };
  },
};

/** How many times as many cells a window has as lie inside the picture, for each window: [rows, columns, 1]. */
function toWindowShares(input: tf.Tensor, { filterSize, strides, pad }: PoolingAttributes): tf.Tensor3D {
  const info = tf.backend_util.computePool2DInfo(toShape4d(input.shape), filterSize, strides, 1, pad);
  const { padInfo } = info;
  const rows = listShares(info.outHeight, info.strideHeight, info.filterHeight, info.inHeight, padInfo.top);
  const columns = listShares(info.outWidth, info.strideWidth, info.filterWidth, info.inWidth, padInfo.left);
  const shares = rows.flatMap((row) => columns.map((column) => row * column));
  return tf.tensor3d(shares, [info.outHeight, info.outWidth, 1]);
}

/** The same along one axis; `before` is the padding at its beginning. */
function listShares(places: number, stride: number, window: number, side: number, before: number): number[] {
  return Array.from({ length: places }, (_, place) => {
    const begin = place * stride - before;
    return window / (Math.min(begin + window, side) - Math.max(begin, 0));
  });
}

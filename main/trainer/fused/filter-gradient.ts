import * as tf from '@tensorflow/tfjs';
import type { NativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';
import { findOwnOperation } from './own-operation.ts';

/** A convolution's filter, [height, width, channels, filters], and how it goes over its input. */
export interface FilterPlan {
  readonly filterShape: readonly number[];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

/**
 * The gradient of a convolution's filter.
 *
 * @param input [images, height, width, channels]
 * @param gradient of the output, [images, height, width, filters]
 */
export function computeFilterGradient(input: tf.Tensor, gradient: tf.Tensor, plan: FilterPlan): tf.Tensor {
  const native = plan.strides.every((stride) => stride === 1) ? findFilterBackend() : null;
  if (native !== null) return computeByOwnOperation(native, input, gradient, plan);
  const { filterShape, strides, padding } = plan;
  return tf
    .engine()
    .runKernel<tf.Tensor>(
      'Conv2DBackpropFilter',
      { x: input, dy: gradient },
      { strides: [...strides], pad: padding, dataFormat: 'NHWC', filterShape: [...filterShape] },
    );
}

/** See main/trainer/operations/filter-gradient.c. Of an even filter the odd row of zeros lies below, as in TensorFlow. */
function computeByOwnOperation(
  native: NativeBackend,
  input: tf.Tensor,
  gradient: tf.Tensor,
  { filterShape: [height = 1, width = 1], padding }: FilterPlan,
): tf.Tensor {
  const attribute = createAttributeMaker(native);
  const toZeros = (side: number): number => (padding === 'same' ? Math.floor((side - 1) / 2) : 0);
  const attributes = [
    attribute.whole('kernel_height', height),
    attribute.whole('kernel_width', width),
    attribute.whole('top', toZeros(height)),
    attribute.whole('left', toZeros(width)),
  ];
  return runNative(native, 'NegatoscopeFilterGradient', attributes, [input, gradient]);
}

/** Where it is not there, oneDNN's is taken, which is as quick on processors with AVX-512. */
const findFilterBackend = findOwnOperation((native) => {
  const [input, gradient] = [tf.tensor4d([2, 3], [1, 1, 2, 1]), tf.tensor4d([5, 7], [1, 1, 2, 1])];
  const plan = { filterShape: [1, 1, 1, 1], strides: [1, 1], padding: 'valid' } as const;
  return computeByOwnOperation(native, input, gradient, plan).dataSync()[0] === 2 * 5 + 3 * 7;
});

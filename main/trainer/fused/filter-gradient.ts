import * as tf from '@tensorflow/tfjs';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';

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

let isThere: boolean | null = null;

/**
 * The running backend where it has that operation, else null: where oneDNN's is as quick (on processors with AVX-512),
 * on GPUs, and where it was not built. Tried once.
 */
function findFilterBackend(): NativeBackend | null {
  const native = findNativeBackend();
  if (native === null || native.isUsingGpuDevice) return null;
  isThere ??= tryFilterGradient(native);
  return isThere ? native : null;
}

/** Of a filter of 1 x 1 over two cells: 2 x 5 + 3 x 7. */
function tryFilterGradient(native: NativeBackend): boolean {
  const plan = { filterShape: [1, 1, 1, 1], strides: [1, 1], padding: 'valid' } as const;
  try {
    return tf.tidy(() => {
      const [input, gradient] = [tf.tensor4d([2, 3], [1, 1, 2, 1]), tf.tensor4d([5, 7], [1, 1, 2, 1])];
      return computeByOwnOperation(native, input, gradient, plan).dataSync()[0] === 31;
    });
  } catch {
    return false;
  }
}

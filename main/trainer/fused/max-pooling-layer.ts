import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';
import { createAttributeMaker } from './native-operation.ts';
import { noWeights, type ForwardPass, type TrainableLayer } from './trainable-layer.ts';

const configSchema = z.object({
  poolSize: z.tuple([z.number(), z.number()]),
  strides: z.tuple([z.number(), z.number()]),
  padding: z.enum(['same', 'valid']),
  dataFormat: z.literal('channelsLast'),
});
type Pooling = Omit<z.infer<typeof configSchema>, 'dataFormat'>;

/**
 * A MaxPooling2D layer. Where several cells of a window share the greatest value, as they do where ReLU cut
 * them all to 0, the gradient goes to the first of them in row order, on every engine.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableMaxPooling(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  return { weights: noWeights, forward: (input) => poolByMaximum(input, config.data) };
}

/** The greatest cell of each window of an input [images, height, width, channels], and the way back to it. */
export function poolByMaximum(input: tf.Tensor, pooling: Pooling): ForwardPass {
  const native = findNativeBackend();
  return native !== null && hasOneDnnPooling(native)
    ? poolByOneDnn(native, input, pooling)
    : poolByTfjs(input as tf.Tensor4D, pooling);
}

function poolByTfjs(input: tf.Tensor4D, { poolSize, strides, padding }: Pooling): ForwardPass {
  const output = tf.maxPool(input, poolSize, strides, padding);
  return {
    output,
    backward: (dy, needsInput) => ({
      input: needsInput
        ? tf
            .engine()
            .runKernel<tf.Tensor>(
              'MaxPoolGrad',
              { dy, input, output },
              { filterSize: poolSize, strides, pad: padding },
            )
        : null,
      weights: noWeights,
    }),
  };
}

/**
 * oneDNN's pooling, which TensorFlow's graphs use and its eager mode does not reach for. Going forward it
 * notes where each maximum was, so that the way back only scatters: 20 times faster than `MaxPoolGrad`, which
 * searches again, on one thread. The operation is found by its kernel's label, as TensorFlow's own rewriter
 * finds it (tensorflow/core/common_runtime/eager/mkl_eager_op_rewrite.cc and kernels/mkl/mkl_maxpooling_op.cc).
 */
function poolByOneDnn(
  native: NativeBackend,
  input: tf.Tensor,
  { poolSize, strides, padding }: Pooling,
): ForwardPass {
  const attribute = createAttributeMaker(native);
  const attributes = [
    attribute.type('T', 'float32'),
    attribute.whole('ksize', [1, ...poolSize, 1]),
    attribute.whole('strides', [1, ...strides, 1]),
    attribute.text('padding', padding.toUpperCase()),
    attribute.text('data_format', 'NHWC'),
    attribute.flag('workspace_enabled', true),
    attribute.text('_kernel', 'MklNameChangeOp'),
  ];
  const [output, workspace] = native.executeMultipleOutputs('_MklNativeMaxPool', attributes, [input], 2);
  if (output === undefined || workspace === undefined) throw new Error('oneDNN pooling returned too little');
  return {
    output,
    backward(outputGradient, needsInput) {
      const inputs = [input, output, outputGradient, workspace];
      const inputGradient = needsInput
        ? native.executeMultipleOutputs('_MklNativeMaxPoolGrad', attributes, inputs, 1)[0]
        : null;
      workspace.dispose();
      return { input: inputGradient ?? null, weights: noWeights };
    },
  };
}

let oneDnnPooling: boolean | null = null;

/**
 * Whether oneDNN's pooling works here, tried once on a 2 x 2 window whose maximum is shared. Builds for other
 * processors, older builds and GPUs lack it.
 */
function hasOneDnnPooling(native: NativeBackend): boolean {
  oneDnnPooling ??= tryOneDnnPooling(native);
  return oneDnnPooling;
}

function tryOneDnnPooling(native: NativeBackend): boolean {
  if (native.isUsingGpuDevice) return false;
  try {
    return tf.tidy(() => {
      const pooling: Pooling = { poolSize: [2, 2], strides: [2, 2], padding: 'valid' };
      const pass = poolByOneDnn(native, tf.tensor4d([-3, -1, -1, -2], [1, 2, 2, 1]), pooling);
      const gradient = pass.backward(tf.tensor4d([5], [1, 1, 1, 1]), true).input;
      return pass.output.dataSync()[0] === -1 && gradient?.dataSync().join(' ') === '0 5 0 0';
    });
  } catch {
    return false;
  }
}

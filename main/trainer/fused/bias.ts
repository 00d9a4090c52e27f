import * as tf from '@tensorflow/tfjs';
import { findNativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';

/**
 * Sums a tensor over all axes but the last, which is a bias's gradient: [..., channels] to [channels].
 * TensorFlow has `BiasAddGrad` for it. Elsewhere it is a product with a row of ones, which the matrix product
 * of the wasm engine does several times faster than its sum over outer axes, since that transposes first.
 */
export function sumOverChannels(gradient: tf.Tensor): tf.Tensor1D {
  const channels = gradient.shape.at(-1) ?? 1;
  const native = findNativeBackend();
  if (native !== null) {
    const attribute = createAttributeMaker(native);
    const attributes = [attribute.type('T', 'float32'), attribute.text('data_format', 'NHWC')];
    return runNative(native, 'BiasAddGrad', attributes, [gradient]).as1D();
  }
  return tf.tidy(() => {
    const rows = gradient.size / channels;
    return tf.matMul(tf.ones([1, rows]), tf.reshape(gradient, [rows, channels])).as1D();
  });
}

import * as tf from '@tensorflow/tfjs';
import { findNativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';

/**
 * The gradient of y = max(x, 0) with regard to x: `gradient` where y is above 0, else 0. TensorFlow does it in
 * one operation, `ReluGrad`; tfjs's own way makes a tensor of steps and multiplies.
 *
 * @param output y, as the forward pass gave it
 */
export function backpropagateRelu(gradient: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const native = findNativeBackend();
  if (native === null) return tf.tidy(() => tf.mul(gradient, tf.step(output)));
  const attribute = createAttributeMaker(native);
  return runNative(native, 'ReluGrad', [attribute.type('T', 'float32')], [gradient, output]);
}

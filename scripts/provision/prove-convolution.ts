// Run by prove-native.ts in a process of its own: loads the native TensorFlow, convolves, prints what it found as JSON.

import { createRequire } from 'node:module';
import util from 'node:util';

// Node 23 dropped it; tfjs-node still calls it.
Object.assign(util, {
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
});

interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

interface Tensor4d {
  dataSync(): Float32Array;
}

interface NativeTensorFlow {
  ones(shape: readonly number[]): Tensor4d;
  conv2d(image: Tensor4d, filter: Tensor4d, stride: number, padding: 'same'): Tensor4d;
  backend(): NodeBackend;
}

const tf: unknown = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');
if (!isNativeTensorFlow(tf)) throw new Error('@tensorflow/tfjs-node-gpu has no convolution');
// Ones convolved with 3 x 3 ones count the neighbours: 4 in a corner, 6 at an edge, 9 inside.
const values = tf.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([3, 3, 1, 1]), 1, 'same').dataSync();
const backend = tf.backend();
const proof = {
  isRight: Array.from(values).join() === '4,6,4,6,9,6,4,6,4',
  tensorflow: backend.binding.TF_Version,
  isUsingGpu: backend.isUsingGpuDevice,
};
process.stdout.write(`\n${JSON.stringify(proof)}\n`);

function isNativeTensorFlow(value: unknown): value is NativeTensorFlow {
  return typeof value === 'object' && value !== null && 'conv2d' in value && 'backend' in value;
}

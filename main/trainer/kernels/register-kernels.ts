import * as tf from '@tensorflow/tfjs';
import { averagePoolGradient } from './average-pool-gradient.ts';
import { wasmConv2dBackpropFilter } from './wasm-conv2d-backprop-filter.ts';
import { wasmConv2dBackpropInput } from './wasm-conv2d-backprop-input.ts';
import { wasmDepthwiseBackpropFilter, wasmDepthwiseBackpropInput } from './wasm-depthwise-gradients.ts';
import { wasmMaxPoolGrad } from './wasm-max-pool-grad.ts';

/** What the engines lack, get wrong or are slow at, each replaced by one file here. */
const kernels: readonly tf.KernelConfig[] = [
  wasmConv2dBackpropFilter,
  wasmConv2dBackpropInput,
  wasmDepthwiseBackpropFilter,
  wasmDepthwiseBackpropInput,
  wasmMaxPoolGrad,
];

/** Registers our kernels in place of tfjs's. Called once a process, before an engine computes. */
export function registerKernels(): void {
  for (const kernel of kernels) {
    if (isRegistered(kernel)) tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
  tf.registerGradient(averagePoolGradient);
}

function isRegistered({ kernelName, backendName }: tf.KernelConfig): boolean {
  return tf.getKernelsForBackend(backendName).some((kernel) => kernel.kernelName === kernelName);
}

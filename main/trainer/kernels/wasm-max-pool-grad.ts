import * as tf from '@tensorflow/tfjs';
import { getInput, openWasmMemory } from './wasm-memory.ts';
import { poolingAttributesSchema, toShape4d } from './window-attributes.ts';

/**
 * The gradient of max pooling. tfjs's own starts its search for the greatest cell from 0, so that where a
 * whole window is negative, as after batch normalisation, the gradient goes to the window's first cell
 * whatever it holds. Here it goes to the greatest, and to the first of several, as in TensorFlow.
 */
export const wasmMaxPoolGrad: tf.KernelConfig = {
  kernelName: 'MaxPoolGrad',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs = {} }) => {
    const input = getInput(inputs, 'input');
    const dy = getInput(inputs, 'dy');
    const { filterSize, strides, pad } = poolingAttributesSchema.parse(attrs);
    const info = tf.backend_util.computePool2DInfo(toShape4d(input.shape), filterSize, strides, 1, pad);
    const memory = openWasmMemory(backend);
    const gradient = memory.make(input.shape);
    memory.view(gradient).fill(0);
    scatterGradient(memory.view(input), memory.view(dy), memory.view(gradient), info);
    return gradient;
  },
};

function scatterGradient(
  input: Float32Array,
  outputGradient: Float32Array,
  inputGradient: Float32Array,
  info: tf.backend_util.Conv2DInfo,
): void {
  const { batchSize, inChannels: channels, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
  let output = 0;
  for (let image = 0; image < batchSize; image += 1) {
    const start = image * inHeight * inWidth * channels;
    for (let row = 0; row < outHeight; row += 1) {
      const top = Math.max(0, row * info.strideHeight - padInfo.top);
      const bottom = Math.min(inHeight, row * info.strideHeight - padInfo.top + info.filterHeight);
      for (let column = 0; column < outWidth; column += 1) {
        const left = Math.max(0, column * info.strideWidth - padInfo.left);
        const right = Math.min(inWidth, column * info.strideWidth - padInfo.left + info.filterWidth);
        for (let channel = 0; channel < channels; channel += 1) {
          const first = start + channel;
          let greatest = first + (top * inWidth + left) * channels;
          let value = input[greatest] ?? 0;
          for (let y = top; y < bottom; y += 1) {
            for (let x = left; x < right; x += 1) {
              const cell = first + (y * inWidth + x) * channels;
              const candidate = input[cell] ?? 0;
              if (candidate > value) {
                value = candidate;
                greatest = cell;
              }
            }
          }
          inputGradient[greatest] = (inputGradient[greatest] ?? 0) + (outputGradient[output] ?? 0);
          output += 1;
        }
      }
    }
  }
}

import * as tf from '@tensorflow/tfjs';
import { getInput, openWasmMemory, runWasmKernel } from './wasm-memory.ts';
import { convolutionAttributesSchema, toShape4d } from './window-attributes.ts';

const stock = tf.getKernel('Conv2DBackpropInput', 'wasm');

/**
 * The gradient of a convolution with regard to its input, as a convolution of its own: at stride 1 it is
 * that of the output's gradient with the filter turned by half a turn, input and output channels swapped.
 * XNNPACK's convolution does it some ten times faster than tfjs's loops, which other strides still take.
 */
export const wasmConv2dBackpropInput: tf.KernelConfig = {
  kernelName: 'Conv2DBackpropInput',
  backendName: 'wasm',
  ...(stock.setupFunc === undefined ? {} : { setupFunc: stock.setupFunc }),
  kernelFunc: (call) => {
    const { inputs, backend, attrs = {} } = call;
    const dy = getInput(inputs, 'dy');
    const filter = getInput(inputs, 'filter');
    const { strides, pad } = convolutionAttributesSchema.parse(attrs);
    if (strides[0] !== 1 || strides[1] !== 1) return stock.kernelFunc(call);
    const [height, width] = toShape4d(filter.shape);
    const { padInfo } = tf.backend_util.computeConv2DInfo(
      toShape4d(attrs['inputShape']),
      toShape4d(filter.shape),
      strides,
      1,
      pad,
    );
    const turned = turnFilter(backend, filter);
    const gradient = runWasmKernel(
      'Conv2D',
      backend,
      { x: dy, filter: turned },
      {
        strides: [1, 1],
        dilations: [1, 1],
        dataFormat: 'NHWC',
        pad: [
          [0, 0],
          [height - 1 - padInfo.top, height - 1 - padInfo.bottom],
          [width - 1 - padInfo.left, width - 1 - padInfo.right],
          [0, 0],
        ],
      },
    );
    openWasmMemory(backend).free(turned);
    return gradient;
  },
};

/** [height, width, in, out] to [height, width, out, in], both spatial axes reversed. */
function turnFilter(backend: object, filter: tf.TensorInfo): tf.TensorInfo {
  const memory = openWasmMemory(backend);
  const [height, width, inputs, outputs] = toShape4d(filter.shape);
  const turned = memory.make([height, width, outputs, inputs]);
  const from = memory.view(filter);
  const to = memory.view(turned);
  const taps = height * width;
  const size = inputs * outputs;
  for (let tap = 0; tap < taps; tap += 1) {
    const source = (taps - 1 - tap) * size;
    const target = tap * size;
    for (let input = 0; input < inputs; input += 1) {
      for (let output = 0; output < outputs; output += 1) {
        to[target + output * inputs + input] = from[source + input * outputs + output] ?? 0;
      }
    }
  }
  return turned;
}

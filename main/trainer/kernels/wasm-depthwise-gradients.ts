import * as tf from '@tensorflow/tfjs';
import { getInput, openWasmMemory } from './wasm-memory.ts';
import { convolutionAttributesSchema, toShape4d } from './window-attributes.ts';

/**
 * The gradients of a depthwise convolution, which tfjs's wasm engine lacks: with regard to its filter, [height,
 * width, channels, multiplier], and to its input. Output channel c m + k is input channel c by the filter's k-th.
 */
export const wasmDepthwiseBackpropFilter: tf.KernelConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs = {} }) => {
    const x = getInput(inputs, 'x');
    const dy = getInput(inputs, 'dy');
    const info = describeConvolution(x.shape, attrs['filterShape'], attrs);
    const memory = openWasmMemory(backend);
    const gradient = memory.make(info.filterShape);
    const [sums, input, output] = [gradient, x, dy].map((tensor) => memory.view(tensor));
    if (sums === undefined || input === undefined || output === undefined) throw new Error('three views');
    sums.fill(0);
    visitMeetings(info, (inputCell, outputCell, filterCell) => {
      sums[filterCell] = (sums[filterCell] ?? 0) + (input[inputCell] ?? 0) * (output[outputCell] ?? 0);
    });
    return gradient;
  },
};

export const wasmDepthwiseBackpropInput: tf.KernelConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropInput',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs = {} }) => {
    const dy = getInput(inputs, 'dy');
    const filter = getInput(inputs, 'filter');
    const info = describeConvolution(attrs['inputShape'], filter.shape, attrs);
    const memory = openWasmMemory(backend);
    const gradient = memory.make(info.inShape);
    const sums = memory.view(gradient);
    const output = memory.view(dy);
    const weights = memory.view(filter);
    sums.fill(0);
    visitMeetings(info, (inputCell, outputCell, filterCell) => {
      sums[inputCell] = (sums[inputCell] ?? 0) + (weights[filterCell] ?? 0) * (output[outputCell] ?? 0);
    });
    return gradient;
  },
};

function describeConvolution(
  inputShape: unknown,
  filterShape: unknown,
  attributes: tf.NamedAttrMap,
): tf.backend_util.Conv2DInfo {
  const { strides, pad } = convolutionAttributesSchema.parse(attributes);
  return tf.backend_util.computeConv2DInfo(
    toShape4d(inputShape),
    toShape4d(filterShape),
    strides,
    1,
    pad,
    undefined,
    true,
  );
}

/** Calls back for each cell of the output with each cell of the input that it is made of, and the filter's between. */
function visitMeetings(
  info: tf.backend_util.Conv2DInfo,
  visit: (inputCell: number, outputCell: number, filterCell: number) => void,
): void {
  const { inChannels, outChannels, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
  const multiplier = outChannels / inChannels;
  for (let image = 0; image < info.batchSize; image += 1) {
    for (let row = 0; row < outHeight; row += 1) {
      for (let filterRow = 0; filterRow < info.filterHeight; filterRow += 1) {
        const y = row * info.strideHeight + filterRow - padInfo.top;
        if (y < 0 || y >= inHeight) continue;
        for (let column = 0; column < outWidth; column += 1) {
          for (let filterColumn = 0; filterColumn < info.filterWidth; filterColumn += 1) {
            const x = column * info.strideWidth + filterColumn - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            const input = ((image * inHeight + y) * inWidth + x) * inChannels;
            const output = ((image * outHeight + row) * outWidth + column) * outChannels;
            const filter = (filterRow * info.filterWidth + filterColumn) * outChannels;
            for (let channel = 0; channel < outChannels; channel += 1) {
              visit(input + Math.floor(channel / multiplier), output + channel, filter + channel);
            }
          }
        }
      }
    }
  }
}

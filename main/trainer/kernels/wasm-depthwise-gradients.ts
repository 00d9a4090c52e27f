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
    const sums = memory.view(gradient);
    const input = memory.view(x);
    const output = memory.view(dy);
    sums.fill(0);
    const multiplier = info.outChannels / info.inChannels;
    visitMeetings(info, (inputCell, outputCell, filterCell) => {
      for (let place = 0, channel = inputCell; place < info.outChannels; channel += 1) {
        const value = input[channel] ?? 0;
        for (const end = place + multiplier; place < end; place += 1) {
          const sum = sums[filterCell + place] ?? 0;
          sums[filterCell + place] = sum + value * (output[outputCell + place] ?? 0);
        }
      }
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
    const multiplier = info.outChannels / info.inChannels;
    visitMeetings(info, (inputCell, outputCell, filterCell) => {
      for (let place = 0, channel = inputCell; place < info.outChannels; channel += 1) {
        let sum = sums[channel] ?? 0;
        for (const end = place + multiplier; place < end; place += 1) {
          sum += (weights[filterCell + place] ?? 0) * (output[outputCell + place] ?? 0);
        }
        sums[channel] = sum;
      }
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

/**
 * Calls back for each place of the output with each place of the input that it is made of, and the filter's place
 * between them: with the first channel's cell of each.
 */
function visitMeetings(
  info: tf.backend_util.Conv2DInfo,
  visit: (inputCell: number, outputCell: number, filterCell: number) => void,
): void {
  const { inChannels, outChannels, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
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
            visit(input, output, (filterRow * info.filterWidth + filterColumn) * outChannels);
          }
        }
      }
    }
  }
}

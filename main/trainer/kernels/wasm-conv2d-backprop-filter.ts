import * as tf from '@tensorflow/tfjs';
import { getInput, openWasmMemory, runWasmKernel } from './wasm-memory.ts';
import { convolutionAttributesSchema, toShape4d } from './window-attributes.ts';

/** Cells of unrolled patches made at a time: 32 MiB, so that memory does not grow with the batch. */
const patchCells = 8 * 2 ** 20;

/**
 * The gradient of a convolution with regard to its filter, which tfjs's wasm engine lacks. Patches of the
 * input are unrolled, a few images at a time, to a matrix of [filter cells, output cells], and its product
 * with the output's gradient, [output cells, output channels], is added up over the batch.
 *
 * The matrix lies this way round since XNNPACK multiplies it as it is; the other way it would be transposed by
 * loops that take ten times the product's own time.
 */
export const wasmConv2dBackpropFilter: tf.KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs = {} }) => {
    const x = getInput(inputs, 'x');
    const dy = getInput(inputs, 'dy');
    const { strides, pad } = convolutionAttributesSchema.parse(attrs);
    const info = tf.backend_util.computeConv2DInfo(
      toShape4d(x.shape),
      toShape4d(attrs['filterShape']),
      strides,
      1,
      pad,
    );
    const memory = openWasmMemory(backend);
    const gradient = memory.make(info.filterShape);
    memory.view(gradient).fill(0);
    const planes = runWasmKernel('Transpose', backend, { x }, { perm: [0, 3, 1, 2] });
    const outputCells = info.outHeight * info.outWidth;
    const filterCells = info.filterHeight * info.filterWidth * info.inChannels;
    const imagesAtOnce = Math.max(
      1,
      Math.min(info.batchSize, Math.floor(patchCells / (filterCells * outputCells))),
    );

    for (let first = 0; first < info.batchSize; first += imagesAtOnce) {
      const images = Math.min(imagesAtOnce, info.batchSize - first);
      const patches = memory.make([filterCells, images * outputCells]);
      const part = memory.make([images * outputCells, info.outChannels]);
      const partSize = images * outputCells * info.outChannels;
      const partStart = first * outputCells * info.outChannels;
      memory.view(part).set(memory.view(dy).subarray(partStart, partStart + partSize));
      unrollPatches(memory.viewAll(), memory.locate(planes), memory.locate(patches), info, first, images);
      const product = runWasmKernel(
        'BatchMatMul',
        backend,
        { a: patches, b: part },
        { transposeA: false, transposeB: false },
      );
      addTo(memory.view(gradient), memory.view(product));
      for (const tensor of [patches, part, product]) memory.free(tensor);
    }
    memory.free(planes);
    return gradient;
  },
};

/**
 * Writes the patches of some images: row (filter row, filter column, channel) holds, for each output cell of
 * each image, the input cell that this filter cell meets there, or 0 in the padding.
 *
 * @param planes where the input begins in `cells`, as [batch, channels, height, width], so that a stretch of
 *   a row can be copied at once
 * @param patches where the patches begin
 */
function unrollPatches(
  cells: Float32Array,
  planes: number,
  patches: number,
  info: tf.backend_util.Conv2DInfo,
  firstImage: number,
  images: number,
): void {
  const { inChannels, inHeight, inWidth, outHeight, outWidth, strideHeight, padInfo } = info;
  let target = patches;
  for (let filterRow = 0; filterRow < info.filterHeight; filterRow += 1) {
    for (let filterColumn = 0; filterColumn < info.filterWidth; filterColumn += 1) {
      const row = planRow(inWidth, outWidth, info.strideWidth, filterColumn - padInfo.left);
      for (let channel = 0; channel < inChannels; channel += 1) {
        for (let image = firstImage; image < firstImage + images; image += 1) {
          const plane = planes + (image * inChannels + channel) * inHeight * inWidth;
          for (let y = 0; y < outHeight; y += 1) {
            const inputRow = y * strideHeight + filterRow - padInfo.top;
            if (inputRow < 0 || inputRow >= inHeight) cells.fill(0, target, target + outWidth);
            else copyRow(cells, plane + inputRow * inWidth, target, row);
            target += outWidth;
          }
        }
      }
    }
  }
}

/** Which output columns of a row meet the input, and where the first of them does. */
interface RowPlan {
  readonly width: number;
  readonly begin: number;
  readonly end: number;
  readonly sourceBegin: number;
  readonly stride: number;
}

function planRow(inWidth: number, width: number, stride: number, shift: number): RowPlan {
  const begin = Math.min(width, Math.max(0, Math.ceil(-shift / stride)));
  const end = Math.max(begin, Math.min(width, Math.floor((inWidth - 1 - shift) / stride) + 1));
  return { width, begin, end, sourceBegin: begin * stride + shift, stride };
}

function copyRow(cells: Float32Array, source: number, target: number, row: RowPlan): void {
  const { width, begin, end, sourceBegin, stride } = row;
  for (let x = 0; x < begin; x += 1) cells[target + x] = 0;
  for (let x = end; x < width; x += 1) cells[target + x] = 0;
  if (stride === 1) {
    cells.copyWithin(target + begin, source + sourceBegin, source + sourceBegin + end - begin);
    return;
  }
  for (let x = begin, from = source + sourceBegin; x < end; x += 1, from += stride) {
    cells[target + x] = cells[from] ?? 0;
  }
}

function addTo(sums: Float32Array, added: Float32Array): void {
  for (let index = 0; index < sums.length; index += 1) sums[index] = (sums[index] ?? 0) + (added[index] ?? 0);
}

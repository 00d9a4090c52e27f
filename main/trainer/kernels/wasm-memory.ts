import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { z } from 'zod';

/** Emscripten's view of the memory, which tfjs's types leave out. */
const heapSchema = z.object({ HEAPU8: z.instanceof(Uint8Array<ArrayBuffer>) });

/**
 * The wasm engine as a kernel needs it: tensors made there, and their cells looked at from here.
 *
 * A view is good only until the next tensor is made: that may grow the engine's memory, which detaches
 * every view of it. So a kernel makes its tensors first and looks at them last.
 */
export interface WasmMemory {
  /** A new tensor, its cells not set. */
  make(shape: readonly number[]): tf.TensorInfo;
  view(tensor: tf.TensorInfo): Float32Array;
  /** The whole memory as cells, for copying between tensors. */
  viewAll(): Float32Array;
  /** Where a tensor's first cell lies in the whole. */
  locate(tensor: tf.TensorInfo): number;
  free(tensor: tf.TensorInfo): void;
}

/** Opens the memory of the backend that a kernel was called with. */
export function openWasmMemory(backend: unknown): WasmMemory {
  if (!(backend instanceof BackendWasm)) throw new Error('a kernel of the wasm engine, called by another');
  const openHeap = (): ArrayBuffer => heapSchema.parse(backend.wasm).HEAPU8.buffer;
  return {
    make: (shape) => backend.makeOutput([...shape], 'float32'),
    view: ({ dataId, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      return new Float32Array(openHeap(), backend.getMemoryOffset(dataId), size);
    },
    viewAll: () => new Float32Array(openHeap()),
    locate: ({ dataId }) => backend.getMemoryOffset(dataId) / Float32Array.BYTES_PER_ELEMENT,
    free: ({ dataId }) => void backend.disposeData(dataId),
  };
}

/** An input of a kernel, which tfjs types as perhaps missing. */
export function getInput(inputs: tf.NamedTensorInfoMap, name: string): tf.TensorInfo {
  const input = inputs[name];
  if (input === undefined) throw new Error(`a kernel called without its input ${name}`);
  return input;
}

/** Runs a kernel of the wasm engine from within another; the caller frees its single output. */
export function runWasmKernel(
  name: string,
  backend: object,
  inputs: tf.NamedTensorInfoMap,
  attrs: tf.NamedAttrMap,
): tf.TensorInfo {
  const output = tf.getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs });
  if (Array.isArray(output)) throw new Error(`${name} has several outputs`);
  return output;
}

import { findNativeLibrary } from '../../main/native-library.ts';

/**
 * The best engine on the processor: benchmarks compare with peers that are not given a GPU, and `auto` would take one
 * where WebGPU finds it.
 */
export const processorEngine = findNativeLibrary().status === 'missing' ? 'wasm' : 'tensorflow-cpu';

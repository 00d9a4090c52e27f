import * as tf from '@tensorflow/tfjs';
import { loadNativeLibrary } from '../../../../main/trainer/backend-native.ts';
import { startWasm } from '../../../../main/trainer/backend-wasm.ts';
import { registerKernels } from '../../../../main/trainer/kernels/register-kernels.ts';

/** An engine that a test runs on, or why it does not. */
export interface TestEngine {
  readonly name: 'wasm' | 'tensorflow';
  /** For a test's title. */
  readonly title: string;
  readonly isMissing: boolean;
}

const native = loadNativeLibrary({ useGpu: false });
await startWasm();
registerKernels();

const nativeReason = native.status === 'missing' ? ` (skipped: ${native.reason})` : '';

/** Every engine of this version, in one process. */
export const engines: readonly TestEngine[] = [
  { name: 'wasm', title: 'wasm', isMissing: false },
  { name: 'tensorflow', title: `native${nativeReason}`, isMissing: native.status === 'missing' },
];

/** Computes on an engine from here on; `cpu` is tfjs's own reference in JavaScript. */
export async function useEngine(name: TestEngine['name'] | 'cpu'): Promise<void> {
  await tf.setBackend(name);
}

/** Computes on tfjs's own reference, then goes back to the engine before. */
export async function computeReference<Result>(compute: () => Result): Promise<Result> {
  const engine = tf.getBackend();
  await tf.setBackend('cpu');
  try {
    return compute();
  } finally {
    await tf.setBackend(engine);
  }
}

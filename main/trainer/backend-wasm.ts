import { createRequire } from 'node:module';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { AppError } from '../../shared/ipc/app-error.ts';

const packageName = '@tensorflow/tfjs-backend-wasm';

/**
 * Starts the WebAssembly engine from the files of its package: the SIMD build where Node has SIMD (every
 * Node of ours does). It works on one thread: tfjs uses its threaded build in browsers only.
 *
 * @throws AppError `engine-unavailable` where its files do not load
 */
export async function startWasm(): Promise<void> {
  const main = createRequire(import.meta.url).resolve(packageName);
  setWasmPaths(`${path.dirname(main)}${path.sep}`);
  let started = false;
  let cause: unknown;
  try {
    started = await tf.setBackend('wasm');
  } catch (thrown) {
    cause = thrown;
  }
  if (started) {
    refuseFailedAllocations(tf.backend());
    return;
  }
  throw new AppError(
    'engine-unavailable',
    'The WebAssembly engine does not start: its files are missing or damaged. `npm run setup` installs them again.',
    { engine: 'wasm' },
    { cause },
  );
}

/**
 * Where no memory is left, the engine's allocator answers with address 0, and tfjs would write there, over
 * the engine's own data. This makes it an error instead.
 */
function refuseFailedAllocations(backend: unknown): void {
  if (!(backend instanceof BackendWasm)) return;
  const module: object = backend.wasm;
  const allocate: unknown = Reflect.get(module, '_malloc');
  if (typeof allocate !== 'function') return;
  Reflect.set(module, '_malloc', (bytes: number): unknown => {
    const address: unknown = Reflect.apply(allocate, module, [bytes]);
    if (address === 0 && bytes > 0) throw new Error(`wasm: out of memory, ${bytes} bytes asked for`);
    return address;
  });
}

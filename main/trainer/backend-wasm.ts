import { createRequire } from 'node:module';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
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
  if (started) return;
  throw new AppError(
    'engine-unavailable',
    'The WebAssembly engine does not start: its files are missing or damaged. `npm run setup` installs them again.',
    { engine: 'wasm' },
    { cause },
  );
}

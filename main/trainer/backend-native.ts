import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { logError } from './log-error.ts';
import { isNativeBackend } from './native-backend.ts';

/** What came of loading the native library. */
export type NativeEngine =
  | {
      readonly status: 'loaded';
      readonly tensorflowVersion: string;
      /** The GPU it computes on; null on a CPU. */
      readonly gpu: string | null;
    }
  | { readonly status: 'missing'; readonly reason: string };

const require = createRequire(import.meta.url);
const packageName = '@tensorflow/tfjs-node-gpu';

/**
 * Looks for the native library without loading it.
 *
 * @returns null where it is there, else the reason: main's, which knows how it was provisioned
 *   (`NEGATOSCOPE_NATIVE_REASON`), or that its binding was never built
 */
export function findNativeLibrary(): string | null {
  const reason = process.env['NEGATOSCOPE_NATIVE_REASON'];
  if (reason !== undefined && reason !== '') return reason;
  try {
    const folder = path.dirname(require.resolve(`${packageName}/package.json`));
    if (existsSync(path.join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'))) return null;
  } catch {
    return 'the package of its binding is not installed; `npm run setup` installs it';
  }
  return 'its binding is not built; `npm run setup` builds it';
}

/**
 * Loads tfjs-node-gpu, which registers the backend `tensorflow` with tfjs. The one place that imports it.
 *
 * - Node 23 took away `util.isNullOrUndefined`, which tfjs-node still calls, and Node 24 warns of
 *   `util.isArray`.
 * - `TF_DETERMINISTIC_OPS` makes a seed give the same run again on a CPU.
 * - `TF_ENABLE_ONEDNN_OPTS` has oneDNN compute on x86 processors without AVX-512 as well, where TensorFlow leaves it
 *   off: a training step takes half the time there.
 *
 * @param options.useGpu false hides every GPU from TensorFlow
 */
export function loadNativeLibrary(options: { useGpu: boolean }): NativeEngine {
  const missing = findNativeLibrary();
  if (missing !== null) return { status: 'missing', reason: missing };
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_DETERMINISTIC_OPS'] = '1';
  if (process.arch === 'x64') process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  if (!options.useGpu) process.env['CUDA_VISIBLE_DEVICES'] = '-1';
  try {
    const util: unknown = require('node:util');
    Object.assign(Object(util), {
      isArray: Array.isArray,
      isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    });
    require(packageName);
    loadOwnOperations();
  } catch (thrown) {
    return { status: 'missing', reason: `it does not load: ${toFirstLine(thrown)}` };
  }
  const backend: unknown = tf.findBackend('tensorflow');
  if (!isNativeBackend(backend)) return { status: 'missing', reason: 'it loads, but registers no backend' };
  return {
    status: 'loaded',
    tensorflowVersion: backend.binding.TF_Version,
    gpu: backend.isUsingGpuDevice ? nameGpu() : null,
  };
}

/** For each kind of processors a library, of which the one that fits registers its operations. */
const operationLibraries = ['negatoscope_operations.node', 'negatoscope_operations_avx512.node'];

/** TensorFlow runs without them: see main/trainer/operations. */
function loadOwnOperations(): void {
  const folder = path.dirname(require.resolve(`${packageName}/package.json`));
  for (const name of operationLibraries) {
    const file = path.join(folder, 'lib', 'napi-v8', name);
    if (!existsSync(file)) continue;
    try {
      require(file);
    } catch (thrown) {
      logError('the own operations of the native engine do not load', thrown);
    }
  }
}

/** Asks NVIDIA's tool for the GPU's name; TensorFlow's C interface does not tell it. */
function nameGpu(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [name = ''] = names.trim().split('\n');
    return name === '' ? 'NVIDIA GPU' : name;
  } catch {
    return 'NVIDIA GPU';
  }
}

function toFirstLine(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split('\n')[0]?.trim() ?? '';
}

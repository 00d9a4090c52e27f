import * as tf from '@tensorflow/tfjs';
import {
  engineNames,
  type EngineAvailability,
  type EngineChoice,
  type EngineDescription,
  type EngineName,
} from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { findNativeLibrary, loadNativeLibrary, type NativeEngine } from './backend-native.ts';
import { startWasm } from './backend-wasm.ts';
import { findWebGpuAdapter, startWebGpu, type WebGpuAdapter } from './backend-webgpu.ts';
import { registerKernels } from './kernels/register-kernels.ts';

/**
 * Starts the engine asked for, or for `auto` the first that can run here, and makes it tfjs's own: from
 * here on every tensor lives there. Called once a process.
 *
 * @returns what runs, and for each other engine why it does not
 * @throws AppError `engine-unavailable` where the engine asked for cannot run here
 */
export async function startEngine(choice: EngineChoice): Promise<EngineDescription> {
  const native =
    choice === 'wasm' || choice === 'webgpu'
      ? null
      : loadNativeLibrary({ useGpu: choice !== 'tensorflow-cpu' });
  const adapter = isWebGpuWanted(choice, native) ? await findWebGpuAdapter() : null;
  const engines = engineNames.map((name) => examineEngine(name, choice, { native, adapter }));
  const engine = pickEngine(choice, engines);
  await startBackend(engine);
  registerKernels();
  return {
    engine,
    engines,
    tensorflow: isNative(engine) && native?.status === 'loaded' ? native.tensorflowVersion : null,
    tfjs: tf.version_core,
    node: process.versions.node,
    gpu: nameGpuInUse(engine, { native, adapter }),
  };
}

/** What was found; null where it was not looked for. */
interface Found {
  readonly native: NativeEngine | null;
  readonly adapter: WebGpuAdapter | null;
}

function isNative(engine: EngineName): boolean {
  return engine === 'tensorflow-cpu' || engine === 'tensorflow-gpu';
}

/** Where TensorFlow has a GPU, WebGPU's libraries are not even loaded. */
function isWebGpuWanted(choice: EngineChoice, native: NativeEngine | null): boolean {
  if (choice !== 'auto') return choice === 'webgpu';
  return native?.status !== 'loaded' || native.gpu === null;
}

async function startBackend(engine: EngineName): Promise<void> {
  if (engine === 'wasm') await startWasm();
  else if (engine === 'webgpu') await startWebGpu();
  else await tf.setBackend('tensorflow');
}

function nameGpuInUse(engine: EngineName, { native, adapter }: Found): string | null {
  if (engine === 'webgpu') return adapter?.status === 'found' ? adapter.name : null;
  return isNative(engine) && native?.status === 'loaded' ? native.gpu : null;
}

function pickEngine(choice: EngineChoice, engines: readonly EngineAvailability[]): EngineName {
  const picked = engines.find(({ name, available, code }) => {
    if (choice === 'auto') return available && code !== 'webgpu-software';
    return available && name === choice;
  });
  if (picked !== undefined) return picked.name;
  const asked = engines.find(({ name }) => name === choice);
  throw new AppError(
    'engine-unavailable',
    `The engine "${choice}" cannot run here: ${asked?.reason ?? 'nothing is known of it'}. Choose "auto" to take the best one that can.`,
    { engine: choice },
  );
}

/** Says of one engine whether it can run here and why. */
function examineEngine(
  name: EngineName,
  choice: EngineChoice,
  { native, adapter }: Found,
): EngineAvailability {
  switch (name) {
    case 'wasm':
      return {
        name,
        available: true,
        reason: 'comes with the app and needs nothing else',
        code: 'always-there',
        details: {},
      };
    case 'webgpu':
      return { name, ...examineWebGpu(choice, adapter) };
    case 'tensorflow-cpu':
      return { name, ...examineNative(choice, native) };
    case 'tensorflow-gpu':
      return { name, ...examineGpu(choice, native) };
  }
}

type Examined = Omit<EngineAvailability, 'name'>;

function examineNative(choice: EngineChoice, native: NativeEngine | null): Examined {
  if (native === null) {
    const missing = findNativeLibrary();
    if (missing !== null) return toMissing(missing);
    return {
      available: true,
      reason: `the native library is here; not loaded, since ${choice} was asked for`,
      code: 'native-not-needed',
      details: { choice },
    };
  }
  if (native.status === 'missing') return toMissing(native.reason);
  return {
    available: true,
    reason: `native TensorFlow ${native.tensorflowVersion} is loaded`,
    code: 'native-loaded',
    details: { version: native.tensorflowVersion },
  };
}

function examineGpu(choice: EngineChoice, native: NativeEngine | null): Examined {
  if (native === null || native.status === 'missing') {
    const examined = examineNative(choice, native);
    return examined.available ? toNotLookedFor(choice) : examined;
  }
  const { gpu } = native;
  if (gpu !== null)
    return { available: true, reason: `${gpu} answers`, code: 'gpu-answers', details: { gpu } };
  if (choice === 'tensorflow-cpu') return toNotLookedFor(choice);
  return {
    available: false,
    reason:
      'no NVIDIA GPU that this build of TensorFlow can use; on a machine with one, `npm run provision -- --gpu` fetches the build for it',
    code: 'gpu-missing',
    details: {},
  };
}

function examineWebGpu(choice: EngineChoice, adapter: WebGpuAdapter | null): Examined {
  if (adapter === null) {
    return choice === 'auto'
      ? {
          available: false,
          reason: 'not looked for, since the native library has a GPU',
          code: 'gpu-not-looked-for',
          details: {},
        }
      : toNotLookedFor(choice);
  }
  if (adapter.status === 'missing') {
    return { available: false, reason: adapter.reason, code: 'webgpu-missing', details: {} };
  }
  const details = { gpu: adapter.name };
  if (adapter.isSoftware) {
    const reason = `${adapter.name} answers, a processor that plays a GPU: very slow, and used only where it is asked for`;
    return { available: true, reason, code: 'webgpu-software', details };
  }
  return { available: true, reason: `${adapter.name} answers`, code: 'webgpu-answers', details };
}

function toMissing(reason: string): Examined {
  return { available: false, reason, code: 'native-missing', details: {} };
}

function toNotLookedFor(choice: EngineChoice): Examined {
  const reason = `not looked for, since ${choice} was asked for`;
  return { available: false, reason, code: 'gpu-not-looked-for', details: { choice } };
}

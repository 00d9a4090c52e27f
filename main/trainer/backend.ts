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
  const engines = engineNames.map((name) => examineEngine(name, choice, native));
  const engine = pickEngine(choice, engines);
  if (engine === 'wasm') await startWasm();
  else await tf.setBackend('tensorflow');
  registerKernels();
  const running = native?.status === 'loaded' && engine !== 'wasm' ? native : null;
  return {
    engine,
    engines,
    tensorflow: running?.tensorflowVersion ?? null,
    tfjs: tf.version_core,
    node: process.versions.node,
    gpu: running?.gpu ?? null,
  };
}

function pickEngine(choice: EngineChoice, engines: readonly EngineAvailability[]): EngineName {
  const picked = engines.find(({ name, available }) => available && (choice === 'auto' || name === choice));
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
  native: NativeEngine | null,
): EngineAvailability {
  switch (name) {
    case 'wasm':
      return { name, available: true, reason: 'comes with the app and needs nothing else' };
    case 'webgpu':
      return { name, available: false, reason: 'not in this version' };
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
    if (missing !== null) return { available: false, reason: missing };
    return {
      available: true,
      reason: `the native library is here; not loaded, since ${choice} was asked for`,
    };
  }
  if (native.status === 'missing') return { available: false, reason: native.reason };
  return { available: true, reason: `native TensorFlow ${native.tensorflowVersion} is loaded` };
}

function examineGpu(choice: EngineChoice, native: NativeEngine | null): Examined {
  if (native === null || native.status === 'missing') {
    const { available, reason } = examineNative(choice, native);
    return { available: false, reason: available ? `not looked for, since ${choice} was asked for` : reason };
  }
  if (native.gpu !== null) return { available: true, reason: `${native.gpu} answers` };
  if (choice === 'tensorflow-cpu') {
    return { available: false, reason: 'not looked for, since tensorflow-cpu was asked for' };
  }
  return {
    available: false,
    reason:
      'no NVIDIA GPU that this build of TensorFlow can use; on a machine with one, `npm run provision -- --gpu` fetches the build for it',
  };
}

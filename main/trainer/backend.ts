import * as tf from '@tensorflow/tfjs';
import {
  engineNames,
  type EngineAvailability,
  type EngineChoice,
  type EngineDescription,
  type EngineName,
} from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { loadNativeLibrary, type NativeEngine } from './backend-native.ts';
import { startWasm } from './backend-wasm.ts';
import { findWebGpuAdapter, startWebGpu } from './backend-webgpu.ts';
import { examineEngine, type FoundEngines } from './examine-engine.ts';
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

function nameGpuInUse(engine: EngineName, { native, adapter }: FoundEngines): string | null {
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

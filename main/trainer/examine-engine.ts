import type { EngineAvailability, EngineChoice, EngineName } from '../../shared/domain/engine.ts';
import { findNativeLibrary, type NativeEngine } from './backend-native.ts';
import type { WebGpuAdapter } from './backend-webgpu.ts';

/** What was found of the native library and of a GPU; null where it was not looked for. */
export interface FoundEngines {
  readonly native: NativeEngine | null;
  readonly adapter: WebGpuAdapter | null;
}

/** Says of one engine whether it can run here and why. */
export function examineEngine(
  name: EngineName,
  choice: EngineChoice,
  { native, adapter }: FoundEngines,
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

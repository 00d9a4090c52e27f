import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../shared/ipc/app-error.ts';

/** What came of asking for a GPU by WebGPU. */
export type WebGpuAdapter =
  | {
      readonly status: 'found';
      /** The adapter's name, as its driver gives it. */
      readonly name: string;
      /** Whether a processor plays the GPU, as SwiftShader and lavapipe do: right, and very slow. */
      readonly isSoftware: boolean;
    }
  | { readonly status: 'missing'; readonly reason: string };

/**
 * Asks Dawn, Chromium's WebGPU, for the fastest GPU, of any maker: by Vulkan, Metal or Direct3D. Its packages are
 * loaded only here, since an engine that is never asked for should cost nothing.
 *
 * Leaves `navigator.gpu` and WebGPU's constants where tfjs looks for them.
 */
export async function findWebGpuAdapter(): Promise<WebGpuAdapter> {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const gpu = create([]);
    Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null)
      return { status: 'missing', reason: 'no GPU answers by Vulkan, Metal or Direct3D 12' };
    const { description, device, vendor, isFallbackAdapter } = adapter.info;
    const name = [description, device, vendor].find((part) => part !== '') ?? 'a GPU without a name';
    return { status: 'found', name, isSoftware: isFallbackAdapter };
  } catch (thrown) {
    const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
    return { status: 'missing', reason: `its library does not load: ${line.trim()}` };
  }
}

/**
 * Makes WebGPU tfjs's backend; an adapter was found before.
 *
 * @throws AppError `engine-unavailable` where the GPU's driver refuses the device
 */
export async function startWebGpu(): Promise<void> {
  let cause: unknown;
  try {
    await import('@tensorflow/tfjs-backend-webgpu');
    if (await tf.setBackend('webgpu')) return;
  } catch (thrown) {
    cause = thrown;
  }
  throw new AppError(
    'engine-unavailable',
    'The GPU answers, but its driver does not start the WebGPU engine. Choose another engine, or update the driver.',
    { engine: 'webgpu' },
    { cause },
  );
}

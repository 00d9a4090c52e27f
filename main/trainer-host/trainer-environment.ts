import path from 'node:path';
import type { NativeLibrary } from '../native-library.ts';

type Environment = Record<string, string | undefined>;

/** Variables of the parent that would change how the trainer's Node starts. */
const droppedVariables: ReadonlySet<string> = new Set([
  'NODE_OPTIONS',
  'NODE_CHANNEL_FD',
  'NODE_V8_COVERAGE',
]);

/**
 * Makes the trainer's environment: the parent's, without what is meant for Electron or for the parent's own
 * Node, and with what the native library needs.
 *
 * - The library's folders go before those of the platform's search path.
 * - `TF_FORCE_GPU_ALLOW_GROWTH` keeps TensorFlow from taking a whole GPU at once.
 * - `TF_CPP_MIN_LOG_LEVEL=1` leaves out TensorFlow's informational lines, unless the user set a level.
 * - `NEGATOSCOPE_NATIVE_REASON` says why there is no native library, for the engine's own report.
 */
export function makeTrainerEnvironment(
  parent: Environment,
  native: NativeLibrary,
  platform: NodeJS.Platform,
): Environment {
  const kept = Object.entries(parent).filter(
    ([name]) => !name.startsWith('ELECTRON_') && !droppedVariables.has(name),
  );
  const environment: Environment = Object.fromEntries(kept);
  environment['TF_FORCE_GPU_ALLOW_GROWTH'] = 'true';
  environment['TF_CPP_MIN_LOG_LEVEL'] ??= '1';
  delete environment['NEGATOSCOPE_NATIVE_REASON'];
  if (native.status === 'missing') {
    environment['NEGATOSCOPE_NATIVE_REASON'] = native.reason;
    return environment;
  }
  const searchPath = findSearchPathName(environment, platform);
  const existing = environment[searchPath];
  const folders =
    existing === undefined || existing === '' ? native.libraryPaths : [...native.libraryPaths, existing];
  environment[searchPath] = folders.join(platform === 'win32' ? path.win32.delimiter : path.posix.delimiter);
  return environment;
}

/** Windows finds libraries by PATH, whose name it may spell in any case. */
function findSearchPathName(environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'DYLD_LIBRARY_PATH';
  if (platform !== 'win32') return 'LD_LIBRARY_PATH';
  return Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
}

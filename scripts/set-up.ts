import { buildTargets } from './build/build-targets.ts';
import { provisionNative } from './provision/provision-native.ts';

/**
 * What every task shares once the packages are installed: the native library, then the built app. All of its news goes
 * to standard error; nothing is done twice.
 * @returns whether the app is built. Without a native library it still runs, on the wasm engine.
 */
export async function setUp(): Promise<boolean> {
  await provisionNative({ kind: null, isExplicit: false });
  return buildTargets();
}

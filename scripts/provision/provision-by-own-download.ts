import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startProgress } from '../progress.ts';
import { bindingPackageFolder, modulesFolder } from '../project-paths.ts';
import { runCommand } from '../run-command.ts';
import { downloadArchive } from './download-archive.ts';
import { unlinkNative } from './link-native.ts';
import { createPartialFolder, moveIntoPlace } from './native-folder.ts';
import type { NativeRelease } from './native-versions.ts';
import { explainFailure, ProvisionProblem } from './provision-problem.ts';

const UNPACK_TIMEOUT_MS = 10 * 60 * 1000;
const INSTALL_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Makes the library in `folder` from the release that tfjs-node-gpu was made for: neither Python nor a compiler is
 * needed. The archive is downloaded and checked here; then the package's own install script, finding it in place, adds
 * its prebuilt binding (which it fetches by HTTPS alone, unpinned).
 * @throws ProvisionProblem, or the file system's own errors
 */
export async function provisionByOwnDownload(
  release: NativeRelease,
  tfjsNodeGpu: string,
  folder: string,
): Promise<void> {
  const { tensorflow, url, sha256 } = release;
  const partial = createPartialFolder(path.dirname(folder));
  try {
    const archive = await downloadArchive(`Downloading TensorFlow ${tensorflow}`, url, sha256, partial);
    const deps = path.join(partial, 'deps');
    mkdirSync(deps);
    const unpacked = await runCommand('tar', ['-xf', archive, '-C', deps], { timeoutMs: UNPACK_TIMEOUT_MS });
    if (unpacked.status !== 0) throw explainFailure('unpacking', unpacked);
    rmSync(archive);
    await installBinding(partial);
    moveIntoPlace(partial, folder, {
      kind: 'cpu',
      tensorflow,
      tfjsNodeGpu,
      libraryFolders: [path.join('deps', 'lib')],
    });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Lends the unpacked library to the package, whose script works only inside it, and takes both parts back. */
async function installBinding(partial: string): Promise<void> {
  const progress = startProgress("Fetching TensorFlow's binding");
  const lent = path.join(bindingPackageFolder, 'deps');
  const made = path.join(bindingPackageFolder, 'lib');
  unlinkNative(bindingPackageFolder);
  try {
    cpSync(path.join(partial, 'deps'), lent, { recursive: true, verbatimSymlinks: true });
    const result = await runCommand(process.execPath, ['scripts/install.js', 'cpu'], {
      cwd: bindingPackageFolder,
      env: { PATH: toSearchPath() },
      timeoutMs: INSTALL_TIMEOUT_MS,
    });
    if (result.status !== 0) throw explainFailure("the binding's download", result);
    if (!existsSync(path.join(made, 'napi-v8', 'tfjs_binding.node')))
      throw new ProvisionProblem('command-failed', "the binding's download ended without it");
    // On Windows the library is linked beside the binding: keep what the links lead to.
    cpSync(made, path.join(partial, 'lib'), { recursive: true, dereference: true });
    progress.finish();
  } catch (error) {
    progress.fail();
    throw error;
  } finally {
    rmSync(lent, { recursive: true, force: true });
    rmSync(made, { recursive: true, force: true });
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

import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { findNode24Folder } from '../node24.mjs';
import { startProgress } from '../progress.ts';
import { bindingPackageFolder, modulesFolder } from '../project-paths.ts';
import { runCommand } from '../run-command.ts';
import { explainFailure, ProvisionProblem } from './provision-problem.ts';

const TIMEOUT_MS = 10 * 60 * 1000;
const PROBE_TIMEOUT_MS = 30_000;

/**
 * Checks, before anything is downloaded, that the binding could be built here.
 * @throws ProvisionProblem `no-compiler`
 */
export async function checkCompiler(): Promise<void> {
  const compiler = process.env['CXX'] ?? 'c++';
  for (const [tool, name] of [
    [compiler, 'C++ compiler'],
    ['make', 'make'],
  ] as const) {
    const probe = await runCommand(tool, ['--version'], { timeoutMs: PROBE_TIMEOUT_MS });
    if (probe.status === 0) continue;
    throw new ProvisionProblem(
      'no-compiler',
      `there is no ${name} (\`${tool}\`) to build TensorFlow's binding with`,
    );
  }
}

/**
 * Builds tfjs-node-gpu's binding in `folder`, which holds `deps/lib` and `deps/include`, and leaves it at
 * `lib/napi-v8/tfjs_binding.node`. The folder mirrors the package, so the binding's run path (`../../deps/lib` from
 * where it lies) leads to the library it was built against, also through links.
 * @throws ProvisionProblem
 */
export async function buildBinding(folder: string): Promise<void> {
  const progress = startProgress('Building the TensorFlow binding');
  const modulePath = path.join(folder, 'lib', 'napi-v8');
  const nodeFolder = findNode24Folder();
  linkForBuilding(path.join(folder, 'deps', 'lib'));
  mkdirSync(modulePath, { recursive: true });
  const sources = ['binding.gyp', 'binding', 'package.json'];
  for (const name of sources)
    cpSync(path.join(bindingPackageFolder, name), path.join(folder, name), { recursive: true });
  const result = await runCommand(
    process.execPath,
    [
      path.join(modulesFolder, 'node-gyp', 'bin', 'node-gyp.js'),
      'rebuild',
      // Without our own Node's headers, node-gyp fetches those of the running one.
      ...(nodeFolder === null ? [] : [`--nodedir=${nodeFolder}`]),
      '--module_name=tfjs_binding',
      `--module_path=${modulePath}`,
      `--module=${path.join(modulePath, 'tfjs_binding.node')}`,
      '--napi_build_version=8',
    ],
    { cwd: folder, timeoutMs: TIMEOUT_MS },
  );
  if (result.status !== 0) {
    progress.fail();
    throw explainFailure('building the binding', result);
  }
  for (const name of [...sources, 'build']) rmSync(path.join(folder, name), { recursive: true, force: true });
  progress.finish();
}

/** The names the binding is linked with (`-ltensorflow`), as links to the names the wheel uses. */
function linkForBuilding(libraryFolder: string): void {
  for (const file of readdirSync(libraryFolder)) {
    const name = /^libtensorflow(?:_cc)?(_framework)?\.so\.\d+$/.exec(file);
    if (name !== null) symlinkSync(file, path.join(libraryFolder, `libtensorflow${name[1] ?? ''}.so`));
  }
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startProgress } from '../progress.ts';
import { modulesFolder, projectFolder } from '../project-paths.ts';
import { runCommand } from '../run-command.ts';

/** What Vite builds (`--mode`, and the folder in dist), and the sources each is made of. */
const TARGETS = [
  { mode: 'renderer', sources: ['renderer', 'shared', 'docs/guide', 'docs/images', 'scripts/build'] },
  { mode: 'main', sources: ['main', 'shared'] },
  { mode: 'preload', sources: ['main', 'shared'] },
] as const;
const SHARED_INPUTS = ['package-lock.json', 'package.json', 'vite.config.ts'];
const TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Builds renderer, main and preload where their inputs are not those of the last build.
 * @returns whether all are built; what went wrong has been shown.
 */
export async function buildTargets(): Promise<boolean> {
  for (const target of TARGETS) {
    const hash = hashInputs(projectFolder, [...SHARED_INPUTS, ...target.sources]);
    const stamp = path.join(projectFolder, 'dist', '.stamps', target.mode);
    const output = path.join(projectFolder, 'dist', target.mode);
    if (isBuilt(output, stamp, hash)) continue;
    rmSync(stamp, { force: true });
    if (!(await buildTarget(target.mode))) return false;
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  }
  return true;
}

/** Whether `output` was made from the inputs with this hash: a build that was interrupted has no stamp. */
export function isBuilt(output: string, stamp: string, hash: string): boolean {
  return existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/** SHA-256 over the names and contents of files and of all files beneath folders, in a fixed order. */
export function hashInputs(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of inputs.flatMap((input) => listFiles(root, input)).sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function buildTarget(mode: string): Promise<boolean> {
  const progress = startProgress(`Building ${mode}`);
  const result = await runCommand(
    process.execPath,
    [
      path.join(modulesFolder, 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      'vite.config.ts',
      '--mode',
      mode,
    ],
    { cwd: projectFolder, timeoutMs: TIMEOUT_MS },
  );
  if (result.status === 0) {
    progress.finish();
    return true;
  }
  progress.fail();
  process.stderr.write(result.output);
  return false;
}

function listFiles(root: string, input: string): string[] {
  const found = statSync(path.join(root, input), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [input];
  return readdirSync(path.join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { startProgress } from '../../scripts/progress.ts';
import { findPython } from '../../scripts/provision/find-python.ts';
import { runCommand, type CommandResult } from '../../scripts/run-command.ts';
import type { PythonOrReason } from './benchmark.ts';
import { downloadNotes, peerStacks, type PeerStack } from './peer-stacks.ts';

const limitMs = 15 * 60_000;

/**
 * Finds the Python environment of a peer's stack in the user's cache folder, and makes it with venv and pip where
 * it is not there or holds other versions.
 *
 * @returns the path of its Python; or, where it cannot be made, a line that says why
 */
export async function prepareEnvironment(stack: PeerStack): Promise<PythonOrReason> {
  const folder = path.join(envPaths('negatoscope', { suffix: '' }).cache, 'bench', stack);
  const python = path.join(
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const packages = peerStacks[stack];
  const markPath = path.join(folder, 'packages.txt');
  const mark = packages.join('\n');
  if (existsSync(markPath) && readFileSync(markPath, 'utf8') === mark) return { python };

  rmSync(folder, { recursive: true, force: true });
  const progress = startProgress(`Making the Python environment of ${stack} (${downloadNotes[stack]})`);
  try {
    requireSuccess(await runCommand(await findPython(), ['-m', 'venv', folder], { timeoutMs: limitMs }));
    const install = [
      '-m',
      'pip',
      'install',
      '--no-input',
      '--no-cache-dir',
      '--progress-bar=off',
      ...packages,
    ];
    requireSuccess(await runCommand(python, install, { timeoutMs: limitMs }));
  } catch (thrown) {
    progress.fail();
    rmSync(folder, { recursive: true, force: true });
    return { reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  writeFileSync(markPath, mark);
  progress.finish();
  return { python };
}

function requireSuccess({ status, ending, output }: CommandResult): void {
  if (status === 0) return;
  const lastLine = output.trim().split('\n').at(-1) ?? '';
  throw new Error(`pip could not make it: ${ending === 'exited' ? lastLine : ending}`);
}

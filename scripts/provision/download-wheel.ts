import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startProgress } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { checkSha256 } from './check-sha256.ts';
import { measureFolderBytes } from './native-folder.ts';
import type { Wheel } from './native-versions.ts';
import { explainFailure, ProvisionProblem } from './provision-problem.ts';

/** pip asks every index it is set up with, one after another, and says nothing while one does not answer. */
const STALL_LIMIT_MS = 150_000;
const TIMEOUT_MS = 60 * 60 * 1000;

/**
 * Downloads one pinned wheel by pip into `folder` and checks its hash. Progress is the growth of pip's own temporary
 * folder, which works with every pip and without a terminal.
 * @returns the wheel's path.
 * @throws ProvisionProblem
 */
export async function downloadWheel(python: string, wheel: Wheel, folder: string): Promise<string> {
  const temporary = path.join(folder, 'pip-temporary');
  const destination = path.join(folder, 'pip-destination');
  mkdirSync(temporary, { recursive: true });
  const progress = startProgress(`Downloading ${wheel.name} ${wheel.version}`);
  const measure = (): number => {
    const done = Math.max(measureFolderBytes(temporary), measureFolderBytes(destination));
    const note = done === 0 ? { note: 'waiting for pip to find it' } : {};
    progress.update({ done, total: done === 0 ? 0 : wheel.sizeBytes, unit: 'bytes', ...note });
    return done;
  };
  try {
    const result = await runCommand(python, ['-m', 'pip', ...toPipArguments(wheel), '--dest', destination], {
      env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      timeoutMs: TIMEOUT_MS,
      stall: { limitMs: STALL_LIMIT_MS, measure },
    });
    if (result.status !== 0) throw explainFailure('pip', result);
    const downloaded = readdirSync(destination).find((name) => name.endsWith('.whl'));
    if (downloaded === undefined)
      throw new ProvisionProblem('command-failed', 'pip reported success, but left no wheel');
    const file = path.join(folder, downloaded);
    renameSync(path.join(destination, downloaded), file);
    await checkSha256(file, wheel.sha256);
    progress.finish('checked by its SHA-256');
    return file;
  } catch (error) {
    progress.fail();
    throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(destination, { recursive: true, force: true });
  }
}

/**
 * pip's arguments for exactly this wheel, whatever the machine's own Python is. The tags are the last three parts of
 * the wheel's file name (PEP 427), the platform one possibly several joined by dots.
 */
export function toPipArguments(wheel: Wheel): string[] {
  const [python = '', abi = '', platforms = ''] = path.basename(wheel.file, '.whl').split('-').slice(-3);
  const pythonVersion = /^cp(\d+)$/.exec(python)?.[1] ?? '3';
  return [
    'download',
    '--no-deps',
    // Also keeps pip from leaving a second copy of the wheel in its cache.
    '--no-cache-dir',
    '--only-binary=:all:',
    '--no-input',
    '--disable-pip-version-check',
    '--progress-bar=off',
    '--retries=2',
    '--timeout=20',
    `--python-version=${pythonVersion}`,
    '--implementation=cp',
    `--abi=${abi}`,
    ...platforms.split('.').map((platform) => `--platform=${platform}`),
    `${wheel.name}==${wheel.version}`,
  ];
}

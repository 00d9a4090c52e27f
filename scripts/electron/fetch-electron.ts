import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startProgress } from '../progress.ts';
import { modulesFolder } from '../project-paths.ts';
import { measureFolderBytes } from '../provision/native-folder.ts';
import { explainFailure } from '../provision/provision-problem.ts';
import { forgetFailure, recallFailure, rememberFailure } from '../remembered-failures.ts';
import { runCommand } from '../run-command.ts';
import { locateFailuresFile } from '../state-folder.ts';
import { findElectron } from './find-electron.ts';

export type ElectronProgram =
  | { readonly status: 'present'; readonly program: string }
  | { readonly status: 'missing'; readonly reason: string };

const TIMEOUT_MS = 10 * 60 * 1000;
const STALL_LIMIT_MS = 30_000;

/**
 * Finds Electron's program, or has its package download it, within bounds of time. A failed download is not tried again
 * for a day unless `isForced`.
 */
export async function fetchElectron(isForced: boolean): Promise<ElectronProgram> {
  const found = findElectron();
  if (found !== null) return { status: 'present', program: found };
  const failuresFile = locateFailuresFile();
  const key = `electron-${readElectronVersion()}`;
  const remembered = isForced ? null : recallFailure(failuresFile, key, Date.now());
  if (remembered !== null)
    return { status: 'missing', reason: `${remembered}; \`npm start -- --electron\` tries again` };
  const problem = await downloadElectron();
  const program = findElectron();
  if (problem === null && program !== null) {
    forgetFailure(failuresFile, key);
    return { status: 'present', program };
  }
  const reason = problem ?? 'its download ended without the program';
  rememberFailure(failuresFile, key, reason, Date.now());
  return { status: 'missing', reason };
}

/** Runs the package's own installation; null when it worked, else why not. */
async function downloadElectron(): Promise<string | null> {
  const progress = startProgress('Downloading Electron');
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-electron-'));
  const unpacked = path.join(modulesFolder, 'electron', 'dist');
  mkdirSync(temporary, { recursive: true });
  const result = await runCommand(process.execPath, [path.join(modulesFolder, 'electron', 'install.js')], {
    env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    timeoutMs: TIMEOUT_MS,
    stall: {
      limitMs: STALL_LIMIT_MS,
      measure: () => {
        const done = measureFolderBytes(temporary) + measureFolderBytes(unpacked);
        progress.update({ done, total: 0, unit: 'bytes' });
        return done;
      },
    },
  });
  rmSync(temporary, { recursive: true, force: true });
  if (result.status === 0) {
    progress.finish();
    return null;
  }
  progress.fail();
  return explainFailure('its download', result).message;
}

function readElectronVersion(): string {
  const manifest = readFileSync(path.join(modulesFolder, 'electron', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}

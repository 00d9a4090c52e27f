import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modulesFolder } from '../project-paths.ts';

const PROGRAM_PATHS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
};

/**
 * Finds Electron's program without importing its package (which would download it): in `ELECTRON_OVERRIDE_DIST_PATH`,
 * else in the package. `path.txt` is what the package's own installation writes last.
 */
export function findElectron(packageFolder = path.join(modulesFolder, 'electron')): string | null {
  const program = PROGRAM_PATHS[process.platform];
  if (program === undefined) return null;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return ifExists(path.join(override, program));
  const record = path.join(packageFolder, 'path.txt');
  if (!existsSync(record)) return null;
  return ifExists(path.join(packageFolder, 'dist', readFileSync(record, 'utf8').trim()));
}

/** Why this session could show no Electron window even if the program is there; null when it could. */
export function explainNoWindow(): string | null {
  if (process.platform !== 'linux') return null;
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  if ((x11 ?? '') === '' && (wayland ?? '') === '') return 'there is no display';
  if (os.userInfo().uid === 0) return 'its sandbox does not run as root';
  return null;
}

function ifExists(file: string): string | null {
  return existsSync(file) ? file : null;
}

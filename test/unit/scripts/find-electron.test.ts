import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainNoWindow, findElectron } from '../../../scripts/electron/find-electron.ts';

describe.skipIf(process.platform !== 'linux')('findElectron (names as on Linux)', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'find-electron-'));
    mkdirSync(path.join(folder, 'dist'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });

  it('finds the program of a finished installation', () => {
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    expect(findElectron(folder)).toBe(path.join(folder, 'dist', 'electron'));
  });

  it('finds nothing in an installation that was interrupted while unpacking', () => {
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    expect(findElectron(folder)).toBeNull();
  });

  it('finds nothing when the program was removed', () => {
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    expect(findElectron(folder)).toBeNull();
  });

  it('prefers the place named by ELECTRON_OVERRIDE_DIST_PATH', () => {
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', elsewhere);
    expect(findElectron(folder)).toBeNull();
    writeFileSync(path.join(elsewhere, 'electron'), '');
    expect(findElectron(folder)).toBe(path.join(elsewhere, 'electron'));
  });

  it('knows that there is no window without a display', () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(explainNoWindow()).toBe('there is no display');
  });
});

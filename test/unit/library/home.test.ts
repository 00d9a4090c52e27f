import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHome } from '../../../main/home.ts';
import { appVersion } from '../../../main/version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'home-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('openHome', () => {
  it('makes its folders and names those of datasets and runs', () => {
    const home = openHome(path.join(folder, 'new', 'home'));
    for (const made of [home.directory, home.logsDirectory, home.locksDirectory, home.scratchDirectory]) {
      expect(existsSync(made)).toBe(true);
    }
    expect(path.relative(home.directory, home.cacheDirectory(7))).toBe(path.join('cache', '7'));
    expect(path.relative(home.directory, home.runDirectory(8))).toBe(path.join('runs', '8'));
    expect(existsSync(home.runDirectory(8))).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('lies in the folder for application data by default', () => {
    vi.stubEnv('XDG_DATA_HOME', folder);
    // env-paths reads the environment when it is called
    expect(openHome().directory).toBe(path.join(folder, 'negatoscope'));
  });

  it('says where it cannot be made', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => openHome(path.join(folder, 'file', 'home'))).toThrow(
      expect.objectContaining({
        code: 'home-not-writable',
        message: expect.stringContaining(path.join(folder, 'file', 'home')),
      }),
    );
  });
});

describe('appVersion', () => {
  it("is package.json's", () => {
    const file = path.resolve(import.meta.dirname, '../../../package.json');
    expect(readFileSync(file, 'utf8')).toContain(`"version": "${appVersion}"`);
  });
});

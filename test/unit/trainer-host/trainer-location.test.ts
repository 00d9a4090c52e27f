import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findNodeBinary,
  findTrainerEntry,
  readRuntime,
} from '../../../main/trainer-host/trainer-location.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-location-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('findNodeBinary', () => {
  const plain = {
    execPath: '/usr/bin/node',
    versions: { node: '24.21.0' },
    platform: 'linux',
    arch: 'x64',
  } as const;

  it('takes the running Node where it is new enough', () => {
    expect(findNodeBinary({ ...plain, resourcesFolder: undefined })).toBe('/usr/bin/node');
  });

  it('takes the one that the installer bundles before any other', () => {
    mkdirSync(path.join(folder, 'node', 'bin'), { recursive: true });
    const bundled = path.join(folder, 'node', 'bin', 'node.exe');
    writeFileSync(bundled, '');
    expect(findNodeBinary({ ...plain, platform: 'win32', resourcesFolder: folder })).toBe(bundled);
  });

  it.each([
    ['the running one is too old', { node: '20.19.0' }],
    ['the running one is Electron', { node: '24.21.0', electron: '45.4.1' }],
  ])("takes npm's where %s", (_, versions) => {
    const { platform, arch } = readRuntime();
    const found = findNodeBinary({ ...plain, platform, arch, versions, resourcesFolder: folder });
    expect(found).toMatch(/node_modules[\\/]node-[a-z0-9-]+[\\/]bin[\\/]node(\.exe)?$/);
  });

  it('says so where there is none', () => {
    const runtime = { ...plain, versions: { node: '20.0.0' }, arch: 'sparc', resourcesFolder: undefined };
    expect(() => findNodeBinary(runtime)).toThrow(expect.objectContaining({ code: 'engine-unavailable' }));
  });
});

describe('findTrainerEntry', () => {
  it.each([
    ['/repo/main/trainer-host/trainer-location.ts', '/repo/main/trainer/entry.ts'],
    ['/repo/dist/main/trainer-host/trainer-location.js', '/repo/dist/main/trainer/entry.js'],
    [
      '/opt/Negatoscope/resources/app.asar/dist/main/trainer-host/trainer-location.js',
      '/opt/Negatoscope/resources/app.asar.unpacked/dist/main/trainer/entry.js',
    ],
  ])('from %s finds %s', (own, entry) => {
    expect(findTrainerEntry(pathToFileURL(own).href)).toBe(entry);
  });
});

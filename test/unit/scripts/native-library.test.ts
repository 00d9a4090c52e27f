import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findNativeLibrary, locateNativeFolder } from '../../../main/native-library.ts';

const provisioned = findNativeLibrary();

describe('findNativeLibrary', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'native-library-'));
    vi.stubEnv('NEGATOSCOPE_NATIVE_DIR', folder);
    vi.stubEnv('NEGATOSCOPE_HIDE_NATIVE', '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });

  const choose = (choice: object): void =>
    writeFileSync(
      path.join(folder, 'current.json'),
      JSON.stringify({ wanted: 'cpu', isForced: false, ...choice }),
    );

  it('says what to do before anything was provisioned', () => {
    expect(findNativeLibrary()).toEqual({
      status: 'missing',
      reason: 'not provisioned yet; `npm run provision` fetches it',
    });
  });

  it('gives the reason that provisioning noted', () => {
    choose({ folder: null, reason: 'there is no python3' });
    expect(findNativeLibrary()).toEqual({ status: 'missing', reason: 'there is no python3' });
  });

  it('does not take a half-made or removed library for one', () => {
    choose({ folder: '2.21.0-cpu', reason: null });
    mkdirSync(path.join(folder, '2.21.0-cpu', 'deps', 'lib'), { recursive: true });
    expect(findNativeLibrary()).toMatchObject({
      status: 'missing',
      reason: expect.stringContaining('gone or damaged'),
    });
  });

  it('can be told to hide it', () => {
    vi.stubEnv('NEGATOSCOPE_HIDE_NATIVE', '1');
    expect(findNativeLibrary()).toEqual({ status: 'missing', reason: 'hidden by NEGATOSCOPE_HIDE_NATIVE=1' });
  });

  it("looks in the packaged app's resources, unless the environment names a folder", () => {
    const resources = path.join(folder, 'resources');
    mkdirSync(path.join(resources, 'native'), { recursive: true });
    expect(locateNativeFolder({ resourcesFolder: resources })).toBe(folder);
    vi.stubEnv('NEGATOSCOPE_NATIVE_DIR', '');
    expect(locateNativeFolder({ resourcesFolder: resources })).toBe(path.join(resources, 'native'));
  });
});

describe.skipIf(provisioned.status === 'missing')(
  'the provisioned library (skipped where there is none)',
  () => {
    it('names folders that hold TensorFlow', () => {
      if (provisioned.status === 'missing') return;
      const names = ['libtensorflow_framework.so.2', 'libtensorflow_framework.2.dylib', 'tensorflow.dll'];
      const isHere = (library: string) =>
        provisioned.libraryPaths.some((place) => existsSync(path.join(place, library)));
      expect(names.some(isHere)).toBe(true);
    });
  },
);

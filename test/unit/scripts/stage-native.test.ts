import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stageNative } from '../../../scripts/packaging/stage-native.ts';

describe('stageNative', () => {
  let root = '';
  let staged = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'stage-native-'));
    staged = path.join(root, 'dist', 'native');
    vi.stubEnv('NEGATOSCOPE_NATIVE_DIR', path.join(root, 'cache'));
    const deps = path.join(root, 'cache', '2.21.0-cpu', 'deps');
    mkdirSync(path.join(deps, 'lib'), { recursive: true });
    mkdirSync(path.join(deps, 'include'));
    writeFileSync(path.join(deps, 'lib', 'libtensorflow_cc.so.2'), 'library');
    writeFileSync(path.join(deps, 'include', 'c_api.h'), 'header');
    const manifest = {
      kind: 'cpu',
      tensorflow: '2.21.0',
      tfjsNodeGpu: '4.22.0',
      libraryFolders: ['deps/lib'],
    };
    writeFileSync(path.join(deps, '..', 'native.json'), JSON.stringify(manifest));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });

  const choose = (folder: string | null): void =>
    writeFileSync(
      path.join(root, 'cache', 'current.json'),
      JSON.stringify({ folder, reason: null, wanted: 'cpu', isForced: false }),
    );

  it('lays the library, without its headers, where the installer looks for it', () => {
    choose('2.21.0-cpu');
    stageNative(staged);
    expect(readdirSync(path.join(staged, 'library', 'deps'))).toEqual(['lib']);
    expect(readFileSync(path.join(staged, 'library', 'deps', 'lib', 'libtensorflow_cc.so.2'), 'utf8')).toBe(
      'library',
    );
    expect(JSON.parse(readFileSync(path.join(staged, 'current.json'), 'utf8'))).toMatchObject({
      folder: 'library',
    });
  });

  it('lays it anew where its operations were built anew', () => {
    choose('2.21.0-cpu');
    const operations = (folder: string): string =>
      path.join(folder, 'lib', 'napi-v8', 'negatoscope_operations.sha256');
    const source = path.join(root, 'cache', '2.21.0-cpu');
    mkdirSync(path.dirname(operations(source)), { recursive: true });
    for (const stamp of ['one', 'other']) {
      writeFileSync(operations(source), stamp);
      stageNative(staged);
      expect(readFileSync(operations(path.join(staged, 'library')), 'utf8')).toBe(stamp);
    }
  });

  it('packs no library that provisioning gave up', () => {
    choose('2.21.0-cpu');
    stageNative(staged);
    choose(null);
    stageNative(staged);
    expect(existsSync(staged)).toBe(false);
  });
});

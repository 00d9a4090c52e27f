import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NativeManifest } from '../../../main/native-library.ts';
import {
  createPartialFolder,
  isOtherSetUpRunning,
  moveIntoPlace,
  readManifest,
  sweepPartialFolders,
} from '../../../scripts/provision/native-folder.ts';

const manifest: NativeManifest = {
  kind: 'cpu',
  tensorflow: '2.21.0',
  tfjsNodeGpu: '4.22.0',
  libraryFolders: ['deps/lib'],
};

describe('the native folder', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'native-folder-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const leavePartialOf = (processId: number): string => {
    const folder = path.join(root, `.partial-${processId}-abc`);
    mkdirSync(path.join(folder, 'deps'), { recursive: true });
    writeFileSync(path.join(folder, 'deps', 'half.so'), 'half');
    return folder;
  };

  it('clears away a half-made library whose maker is gone', () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    leavePartialOf(gone);
    expect(sweepPartialFolders(root, Date.now())).toEqual([`.partial-${gone}-abc`]);
    expect(readdirSync(root)).toEqual([]);
  });

  it('leaves one alone whose maker is at work, and says so', () => {
    const other = leavePartialOf(process.ppid);
    expect(sweepPartialFolders(root, Date.now())).toEqual([]);
    expect(existsSync(other)).toBe(true);
    expect(isOtherSetUpRunning(root)).toBe(true);
  });

  it('does not take its own half-made library for another set-up', () => {
    createPartialFolder(root);
    expect(isOtherSetUpRunning(root)).toBe(false);
  });

  it('clears away one that is more than a day old, whoever now bears the number of its maker', () => {
    const old = leavePartialOf(process.ppid);
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    sweepPartialFolders(root, Date.now());
    expect(existsSync(old)).toBe(false);
  });

  it('counts a folder as a library only once it was moved into place', () => {
    const place = path.join(root, '2.21.0-cpu');
    const partial = createPartialFolder(root);
    expect(readManifest(partial)).toBeNull();
    expect(readManifest(place)).toBeNull();
    moveIntoPlace(partial, place, manifest);
    expect(readManifest(place)).toEqual(manifest);
    expect(readdirSync(root)).toEqual(['2.21.0-cpu']);
  });

  it('keeps the library that another set-up finished first', () => {
    const place = path.join(root, '2.21.0-cpu');
    moveIntoPlace(createPartialFolder(root), place, manifest);
    writeFileSync(path.join(place, 'theirs'), '');
    moveIntoPlace(createPartialFolder(root), place, manifest);
    expect(readdirSync(place).sort()).toEqual(['native.json', 'theirs']);
    expect(readdirSync(root)).toEqual(['2.21.0-cpu']);
  });

  it('replaces a library whose binding is of another version', () => {
    const place = path.join(root, '2.21.0-cpu');
    moveIntoPlace(createPartialFolder(root), place, { ...manifest, tfjsNodeGpu: '4.21.0' });
    moveIntoPlace(createPartialFolder(root), place, manifest);
    expect(readManifest(place)?.tfjsNodeGpu).toBe('4.22.0');
  });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAppFolders } from '../../../main/app-folders.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-folders-'));
  writeFileSync(path.join(root, 'package.json'), '{}');
  mkdirSync(path.join(root, 'dist', 'main'), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('findAppFolders', () => {
  it.each([['main'], [path.join('dist', 'main')]])('finds the same folders from %s', (start) => {
    const folders = findAppFolders(undefined, path.join(root, start));
    expect(folders).toEqual({
      root,
      renderer: path.join(root, 'dist', 'renderer'),
      preloadScript: path.join(root, 'dist', 'preload', 'preload.cjs'),
      samples: null,
      shippedModel: null,
    });
  });

  it.each([
    ['samples', path.join('samples', 'images')],
    ['shippedModel', path.join('models', 'pneumonia')],
  ] as const)("takes the packaged app's %s before the repository's", (name, folder) => {
    const resources = path.join(root, 'resources');
    mkdirSync(path.join(root, folder), { recursive: true });
    expect(findAppFolders(resources, root)[name]).toBe(path.join(root, folder));
    mkdirSync(path.join(resources, folder), { recursive: true });
    expect(findAppFolders(resources, root)[name]).toBe(path.join(resources, folder));
  });

  it('finds the repository that it is part of', () => {
    expect(existsSync(path.join(findAppFolders().root, 'package-lock.json'))).toBe(true);
  });
});

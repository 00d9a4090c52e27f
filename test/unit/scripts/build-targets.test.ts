import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashInputs, isBuilt } from '../../../scripts/build/build-targets.ts';

describe('the build stamp', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'build-targets-'));
    mkdirSync(path.join(root, 'renderer', 'screens'), { recursive: true });
    writeFileSync(path.join(root, 'renderer', 'screens', 'runs.ts'), 'export {}');
    writeFileSync(path.join(root, 'vite.config.ts'), 'export default {}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const hash = (): string => hashInputs(root, ['renderer', 'vite.config.ts', 'not-there']);

  it('stays while nothing changes', () => {
    expect(hash()).toBe(hash());
  });

  it('changes with the content, the name or the number of files', () => {
    const before = hash();
    const runs = path.join(root, 'renderer', 'screens', 'runs.ts');
    writeFileSync(runs, 'export {};');
    expect(hash()).not.toBe(before);
    writeFileSync(runs, 'export {}');
    expect(hash()).toBe(before);
    renameSync(runs, path.join(root, 'renderer', 'screens', 'run.ts'));
    expect(hash()).not.toBe(before);
    writeFileSync(runs, '');
    expect(hash()).not.toBe(before);
  });

  it('holds only with the output there and the same inputs', () => {
    const stamp = path.join(root, 'stamp');
    const output = path.join(root, 'dist');
    writeFileSync(stamp, 'abc');
    expect(isBuilt(output, stamp, 'abc')).toBe(false);
    mkdirSync(output);
    expect(isBuilt(output, stamp, 'abc')).toBe(true);
    expect(isBuilt(output, stamp, 'abd')).toBe(false);
    rmSync(stamp);
    expect(isBuilt(output, stamp, 'abc')).toBe(false);
  });
});

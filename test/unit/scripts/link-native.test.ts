import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLinked, linkNative, unlinkNative } from '../../../scripts/provision/link-native.ts';

describe('linkNative', () => {
  let root = '';
  let packageFolder = '';
  const makeLibrary = (name: string): string => {
    const folder = path.join(root, name);
    mkdirSync(path.join(folder, 'deps'), { recursive: true });
    mkdirSync(path.join(folder, 'lib'));
    writeFileSync(path.join(folder, 'lib', 'binding'), name);
    return folder;
  };
  const readBinding = (): string => readFileSync(path.join(packageFolder, 'lib', 'binding'), 'utf8');
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'link-native-'));
    packageFolder = path.join(root, 'package');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('leads the package to the library, and then to another one', () => {
    const [cpu, gpu] = [makeLibrary('cpu'), makeLibrary('gpu')];
    linkNative(packageFolder, cpu);
    expect(readBinding()).toBe('cpu');
    linkNative(packageFolder, gpu);
    expect(readBinding()).toBe('gpu');
    expect(isLinked(packageFolder, gpu)).toBe(true);
    expect(isLinked(packageFolder, cpu)).toBe(false);
  });

  it("takes the place of the folders that the package's own installation made", () => {
    mkdirSync(path.join(packageFolder, 'lib'), { recursive: true });
    writeFileSync(path.join(packageFolder, 'lib', 'binding'), 'own');
    linkNative(packageFolder, makeLibrary('cpu'));
    expect(readBinding()).toBe('cpu');
  });

  it('is undone without touching the library', () => {
    const cpu = makeLibrary('cpu');
    linkNative(packageFolder, cpu);
    unlinkNative(packageFolder);
    expect(isLinked(packageFolder, cpu)).toBe(false);
    expect(readFileSync(path.join(cpu, 'lib', 'binding'), 'utf8')).toBe('cpu');
  });
});

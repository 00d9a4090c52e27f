import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocks } from '../../../main/locks.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'negatoscope-locks-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Another process that opens a session, tells its id and stays alive until it is killed. */
async function openSessionElsewhere(): Promise<{ id: string; kill(): Promise<void> }> {
  const locksModule = pathToFileURL(path.resolve(import.meta.dirname, '../../../main/locks.ts')).href;
  const script = `
    import { createLocks } from ${JSON.stringify(locksModule)};
    const session = createLocks(${JSON.stringify(directory)}).openSession();
    console.log(session.id);
    setInterval(() => session, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    id: output.toString().trim(),
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('sessions', () => {
  test('a session lives until it is released, and its file goes with it', () => {
    const session = createLocks(directory).openSession();
    const others = createLocks(directory);
    expect(others.isSessionAlive(session.id)).toBe(true);
    session.release();
    expect(others.isSessionAlive(session.id)).toBe(false);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('a session of another process dies with it, even by kill -9', async () => {
    const other = await openSessionElsewhere();
    const locks = createLocks(directory);
    expect(locks.isSessionAlive(other.id)).toBe(true);
    await other.kill();
    expect(existsSync(path.join(directory, `session-${other.id}.lock`))).toBe(true);
    expect(locks.isSessionAlive(other.id)).toBe(false);
  });

  test('a session nobody has heard of is not alive, and asking creates no file', () => {
    expect(createLocks(directory).isSessionAlive('00000000-0000-4000-8000-000000000000')).toBe(false);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('sweeping removes what dead sessions left and spares live ones', async () => {
    const locks = createLocks(directory);
    const mine = locks.openSession();
    const other = await openSessionElsewhere();
    await other.kill();
    expect(locks.sweep()).toEqual([other.id]);
    expect(readdirSync(directory)).toEqual([`session-${mine.id}.lock`]);
    mine.release();
  });
});

test('one at a time has the right to train', () => {
  const lock = createLocks(directory).tryLockTraining();
  expect(lock).not.toBeNull();
  expect(createLocks(directory).tryLockTraining()).toBeNull();
  lock?.release();
  const next = createLocks(directory).tryLockTraining();
  expect(next).not.toBeNull();
  next?.release();
});

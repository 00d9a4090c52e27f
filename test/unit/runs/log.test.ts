import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redactPaths, toLoggedError } from '../../../main/logged-error.ts';
import { openLog } from '../../../main/log.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'negatoscope-log-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function readLines(): Record<string, unknown>[] {
  return readdirSync(directory)
    .filter((name) => name.startsWith('negatoscope-'))
    .flatMap((name) => readFileSync(path.join(directory, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is on the disk, in the file of the day, as soon as it is logged', () => {
  openLog(directory, { front: 'command-line' }).info({ run: 3 }, 'run started');
  const today = new Date().toISOString().slice(0, 10);
  expect(existsSync(path.join(directory, `negatoscope-${today}.log`))).toBe(true);
  expect(readLines()).toMatchObject([
    { front: 'command-line', run: 3, msg: 'run started', process: process.pid },
  ]);
});

test('logs older than 14 days go, other files stay', () => {
  writeFileSync(path.join(directory, 'negatoscope-2020-01-01.log'), '{}\n');
  writeFileSync(path.join(directory, 'notes.txt'), 'mine');
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10);
  writeFileSync(path.join(directory, `negatoscope-${yesterday}.log`), '{}\n');
  openLog(directory, {});
  expect(readdirSync(directory).sort()).toEqual([`negatoscope-${yesterday}.log`, 'notes.txt']);
});

test('a folder that cannot be written to does not stop the work', () => {
  const file = path.join(directory, 'file');
  writeFileSync(file, '');
  expect(() => openLog(path.join(file, 'logs'), {}).error('lost')).not.toThrow();
});

describe('what the log may hold of an error', () => {
  test('paths and file names are left out of messages, and so of stacks', () => {
    const error = new Error("ENOENT: no such file or directory, open '/data/Nguyễn Văn A/scan 1.dcm'");
    openLog(directory, {}).error({ error }, 'failed');
    const text = readLines()
      .map((line) => JSON.stringify(line))
      .join('');
    expect(text).not.toContain('Nguyễn');
    expect(text).not.toContain('.dcm');
    expect(text).toContain('ENOENT: no such file or directory');
    expect(toLoggedError(error).stack[0]).toMatch(/^at /);
  });

  test('an AppError gives its code and its cause, not its text', () => {
    const cause = new TypeError('x is not a function');
    const error = new AppError('image-unreadable', 'person12.jpeg cannot be read', {}, { cause });
    expect(toLoggedError(error)).toMatchObject({
      code: 'image-unreadable',
      message: null,
      cause: { name: 'TypeError', message: 'x is not a function' },
    });
  });

  test.each([
    ['cannot read C:\\scans\\anna.png now', 'cannot read … now'],
    ['person12_bacteria_3.jpeg is damaged', '… is damaged'],
    ['expected 3 values', 'expected 3 values'],
  ])('%s', (message, expected) => expect(redactPaths(message)).toBe(expected));
});

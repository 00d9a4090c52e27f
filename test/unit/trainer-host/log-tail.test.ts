import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { blankPaths, LogTail } from '../../../main/trainer-host/log-tail.ts';

describe('blankPaths', () => {
  it.each([
    ['cannot open /data/Nguyen Van A.jpeg: gone', 'cannot open <path>: gone'],
    ["ENOENT, open 'C:\\Users\\ada\\x ray.png'", "ENOENT, open '<path>'"],
    ['at file:///app/main/trainer/fit.ts:12:3', 'at <app>/main/trainer/fit.ts:12:3'],
    ['at run (file:///home/ada/other.js:1:1)', 'at run (<path>:1:1)'],
    ['I tensorflow/core/platform/cpu.cc:210] I/O error', 'I tensorflow/core/platform/cpu.cc:210] I/O error'],
    ['loss 0.5, 3 images', 'loss 0.5, 3 images'],
  ])('%s', (line, blanked) => {
    expect(blankPaths(line, '/app')).toBe(blanked);
  });
});

describe('LogTail', () => {
  it('keeps the last lines, cut to a length', async () => {
    const tail = new LogTail('/app', 2);
    const stream = Readable.from(['one\ntwo\r\nthree\n', 'x'.repeat(2000)]);
    tail.follow(stream);
    await finished(stream);
    await new Promise(setImmediate);
    expect(tail.lines).toEqual(['three', 'x'.repeat(500)]);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDiskSpace, isDiskFull } from '../../../main/library/disk-space.ts';
import { openPixelWriter } from '../../../main/library/pixel-writer.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pixel-writer-'));
  file = path.join(folder, '32.u8');
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (grey: number, imageSize = 32): Uint8Array => new Uint8Array(imageSize ** 2).fill(grey);

describe('openPixelWriter', () => {
  it('writes records one after another', async () => {
    const writer = await openPixelWriter(file, 32, 0);
    for (const grey of [10, 20, 30]) await writer.append(record(grey));
    expect(await writer.finish()).toBe(3);
    const bytes = readFileSync(file);
    expect(bytes).toHaveLength(3 * 1024);
    expect([bytes[0], bytes[1023], bytes[1024], bytes[3071]]).toEqual([10, 10, 20, 30]);
  });

  it('goes on after the records it is told of, cutting off what lies past them', async () => {
    writeFileSync(file, Buffer.concat([record(1), record(2), record(99), Buffer.from('half')]));
    const writer = await openPixelWriter(file, 32, 2);
    await writer.append(record(3));
    expect(await writer.finish()).toBe(3);
    expect([...readFileSync(file)].filter((_, index) => index % 1024 === 0)).toEqual([1, 2, 3]);
  });

  it('writes more than it gathers at a time in the right places', async () => {
    const writer = await openPixelWriter(file, 1024, 0);
    for (let grey = 0; grey < 11; grey += 1) await writer.append(record(grey, 1024));
    expect(await writer.finish()).toBe(11);
    const bytes = readFileSync(file);
    for (let grey = 0; grey < 11; grey += 1) {
      expect([bytes[grey * 2 ** 20], bytes[(grey + 1) * 2 ** 20 - 1]]).toEqual([grey, grey]);
    }
  });

  it.each(['before', 'after'])('gives the file its first length back %s it is finished', async (when) => {
    writeFileSync(file, record(1));
    const writer = await openPixelWriter(file, 32, 1);
    for (let count = 0; count < 5_000; count += 1) await writer.append(record(2));
    if (when === 'after') await writer.finish();
    await writer.abandon();
    expect(statSync(file).size).toBe(1024);
  });

  it.skipIf(!existsSync('/dev/full'))('passes on that the disk is full', async () => {
    const writer = await openPixelWriter('/dev/full', 1024, 0);
    const writing = (async () => {
      for (let count = 0; count < 5; count += 1) await writer.append(record(1, 1024));
    })();
    const error: unknown = await writing.catch((thrown: unknown) => thrown);
    expect(isDiskFull(error)).toBe(true);
    await writer.abandon();
  });
});

describe('checkDiskSpace', () => {
  it('passes where there is room', async () => {
    await expect(checkDiskSpace(folder, 0)).resolves.toBeUndefined();
  });

  it('says what is needed and what is free where there is none', async () => {
    await expect(checkDiskSpace(folder, 1e18)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/1,000,000,000,032 MB are needed there, [\d,]+ MB are free/),
      details: { neededBytes: 1e18 + 32_000_000, freeBytes: expect.any(Number) },
    });
  });
});

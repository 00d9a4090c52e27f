import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lendImageFiles, readImageFile } from '../../../main/library/read-image-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-image-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('lendImageFiles', () => {
  it('lends each of several files whole and unmixed, whatever their sizes and however they overlap', async () => {
    const lendFile = lendImageFiles();
    const contents = Array.from({ length: 40 }, (_, index) =>
      String(index).repeat(1 + ((index * 37) % 50_000)),
    );
    const files = contents.map((content, index) => write(`${index}.bin`, content));
    const lengths = await Promise.all(
      files.map((file, index) =>
        lendFile(file, 'a', async (bytes) => {
          await delay(index % 5);
          expect(bytes.toString()).toBe(contents[index]);
          return bytes.length;
        }),
      ),
    );
    expect(lengths).toEqual(contents.map((content) => content.length));
  });

  it('reads a smaller file into the memory of a larger one, and none into that of one still in use', async () => {
    const lendFile = lendImageFiles();
    const [large, small] = [write('large', 'large file'), write('small', 'small')];
    const first = await lendFile(large, 'large', async (bytes) => bytes.buffer);
    await lendFile(small, 'small', async (bytes) => {
      expect(bytes.buffer).toBe(first);
      await lendFile(large, 'large', async (others) => expect(others.buffer).not.toBe(first));
      expect(bytes.toString()).toBe('small');
    });
  });

  it('does without memory that went to another thread, or whose use failed', async () => {
    const lendFile = lendImageFiles();
    const file = write('file', 'content');
    await lendFile(file, 'file', async (bytes) =>
      structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] }),
    );
    await expect(lendFile(file, 'file', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lendFile(file, 'file', async (bytes) => bytes.toString())).toBe('content');
  });

  it('refuses what reading a file refuses', async () => {
    const lendFile = lendImageFiles();
    const use = async (): Promise<void> => {};
    await expect(lendFile(write('empty', ''), 'empty', use)).rejects.toMatchObject({ code: 'image-empty' });
    await expect(lendFile(path.join(folder, 'gone'), 'gone', use)).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });
});

describe('readImageFile', () => {
  it('gives bytes that stay, however many files are read after', async () => {
    const bytes = await readImageFile(write('one', 'one'), 'one');
    await readImageFile(write('two', 'two'), 'two');
    expect(bytes.toString()).toBe('one');
  });
});

import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTrainingImages } from '../../../main/db/images.ts';
import { lockDataset } from '../../../main/library/dataset-lock.ts';
import { ensurePixelCache } from '../../../main/library/pixel-cache.ts';
import { readImage } from '../../../main/library/read-image.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { addFiles, makeFolder } from './make-folder.ts';
import { type TestLibrary, openLibrary } from './open-library.ts';

let library: TestLibrary;
let source: string;
beforeEach(async () => {
  library = openLibrary();
  source = makeFolder({ 'N/1.png': 1, 'N/2.png': 2, 'N/copy.png': 1, 'P/3.png': 3 });
  await library.import(source);
});
afterEach(() => {
  library.close();
  rmSync(source, { recursive: true, force: true });
});

function ensure(
  imageSize: number,
  signal = new AbortController().signal,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<PixelFile> {
  const { home, database } = library;
  return ensurePixelCache({ home, database, datasetId: 1, imageSize, signal, onProgress });
}

/** Expects a pixel file to hold exactly what its images' sources decode to. */
async function expectWhole({ path: file, imageSize }: PixelFile, images: number): Promise<void> {
  const bytes = readFileSync(file);
  expect(bytes).toHaveLength(images * imageSize ** 2);
  for (const { record, path: relative } of listTrainingImages(library.database, 1)) {
    const { pixels } = await readImage(path.join(source, relative), imageSize);
    expect(bytes.subarray(record * imageSize ** 2, (record + 1) * imageSize ** 2).equals(pixels)).toBe(true);
  }
}

describe('ensurePixelCache', () => {
  it('gives the file that the import made, without its source', async () => {
    renameSync(source, `${source} away`);
    const file = await ensure(150);
    renameSync(`${source} away`, source);
    await expectWhole(file, 3);
  });

  it('makes another size from the sources and tells how far it is', async () => {
    const told: string[] = [];
    await expectWhole(await ensure(64, undefined, (done, total) => told.push(`${done}/${total}`)), 3);
    expect(told).toEqual(['1/3', '2/3', '3/3']);
  });

  it('completes a size after an import has added images', async () => {
    await ensure(64);
    addFiles(source, { 'P/4.png': 4 });
    await library.import(source);
    const told: number[] = [];
    await expectWhole(await ensure(64, undefined, (_, total) => told.push(total)), 4);
    expect(told).toEqual([1]);
  });

  it('mends a file that lost its end, and one that is gone', async () => {
    const { path: file } = await ensure(150);
    truncateSync(file, 30_000);
    await expectWhole(await ensure(150), 3);
    rmSync(file);
    await expectWhole(await ensure(150), 3);
  });

  it('says that a damaged file cannot be mended where its source is gone', async () => {
    const { path: file } = await ensure(150);
    truncateSync(file, 30_000);
    rmSync(path.join(source, 'P/3.png'));
    await expect(ensure(150)).rejects.toMatchObject({
      code: 'cache-damaged',
      message: expect.stringContaining('P/3.png'),
    });
  });

  it('does not make a size from sources that are gone or have changed', async () => {
    addFiles(source, { 'P/3.png': 33 });
    const isAnswered = expect.objectContaining({
      code: 'dataset-source-missing',
      message: expect.stringMatching(/P\/3\.png.*Put the files back/),
    });
    await expect(ensure(64)).rejects.toEqual(isAnswered);
    rmSync(source, { recursive: true });
    await expect(ensure(64)).rejects.toMatchObject({ code: 'dataset-source-missing' });
  });

  it('can be cancelled while it reads and while it waits for another', async () => {
    const reading = new AbortController();
    await expect(ensure(64, reading.signal, () => reading.abort())).rejects.toMatchObject({
      code: 'import-cancelled',
    });
    const lock = lockDataset(library.home, 'test');
    const waiting = new AbortController();
    const ended = expect(ensure(64, waiting.signal)).rejects.toMatchObject({ code: 'import-cancelled' });
    waiting.abort();
    await ended;
    lock.release();
  });

  it('waits for another that makes the same size, and does it once', async () => {
    let reads = 0;
    const files = await Promise.all([
      ensure(64, undefined, () => (reads += 1)),
      ensure(64, undefined, () => (reads += 1)),
    ]);
    expect(reads).toBe(3);
    await expectWhole(files[1], 3);
  });

  it('takes a file longer than its records for what it is: never finished', async () => {
    const { path: file } = await ensure(150);
    writeFileSync(file, Buffer.alloc(22_500, 7), { flag: 'a' });
    addFiles(source, { 'P/4.png': 4 });
    await library.import(source);
    await expectWhole(await ensure(150), 4);
  });

  it('refuses a dataset that is not there', async () => {
    const { home, database } = library;
    const { signal } = new AbortController();
    await expect(
      ensurePixelCache({ home, database, datasetId: 9, imageSize: 64, signal, onProgress: () => {} }),
    ).rejects.toMatchObject({ code: 'dataset-not-found' });
  });
});

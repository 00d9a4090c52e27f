import { rmSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTrainingImages } from '../../../main/db/images.ts';
import { ensurePixelCache } from '../../../main/library/pixel-cache.ts';
import { readThumbnail } from '../../../main/thumbnails.ts';
import { makeFolder } from './make-folder.ts';
import { makePng } from './make-png.ts';
import { type TestLibrary, openLibrary } from './open-library.ts';

let library: TestLibrary;
let source: string;
beforeEach(async () => {
  library = openLibrary();
  // dark left, bright right
  const pixel = (x: number): number[] => [x < 100 ? 20 : 220];
  source = makeFolder({
    'N/wide.png': makePng({ width: 200, height: 50, pixel }),
    'P/high.png': makePng({ width: 60, height: 120, pixel: (_, y) => [y] }),
  });
  await library.import(source);
});
afterEach(() => {
  library.close();
  rmSync(source, { recursive: true, force: true });
});

const idOf = (file: string): number =>
  listTrainingImages(library.database, 1).find((image) => image.path === file)?.id ?? 0;

describe('readThumbnail', () => {
  it("has the source's proportions and looks like it, also when it is gone", async () => {
    rmSync(source, { recursive: true });
    const wide = await readThumbnail(library, idOf('N/wide.png'));
    expect(wide?.type).toBe('image/jpeg');
    const picture = sharp(wide?.bytes);
    expect(await picture.metadata()).toMatchObject({ format: 'jpeg', width: 150, height: 38 });
    const grey = await picture.greyscale().raw().toBuffer();
    for (const row of [0, 19, 37]) {
      expect(Math.abs((grey[row * 150 + 30] ?? 0) - 20)).toBeLessThan(5);
      expect(Math.abs((grey[row * 150 + 120] ?? 0) - 220)).toBeLessThan(5);
    }
    const high = await readThumbnail(library, idOf('P/high.png'));
    expect(await sharp(high?.bytes).metadata()).toMatchObject({ width: 75, height: 150 });
  });

  it('is made of the largest stored pixels, and never larger than 256', async () => {
    const { home, database } = library;
    const signal = new AbortController().signal;
    await ensurePixelCache({ home, database, datasetId: 1, imageSize: 300, signal, onProgress: () => {} });
    const wide = await readThumbnail(library, idOf('N/wide.png'));
    expect(await sharp(wide?.bytes).metadata()).toMatchObject({ width: 256, height: 64 });
  });

  it('is null where there is no such image, or no pixels', async () => {
    expect(await readThumbnail(library, 999)).toBeNull();
    rmSync(path.join(library.home.cacheDirectory(1)), { recursive: true });
    expect(await readThumbnail(library, idOf('N/wide.png'))).toBeNull();
  });
});

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findImage, listKnownImages, listSources, listTrainingImages } from '../../../main/db/images.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;
let source: string;
beforeEach(() => {
  library = openLibrary();
});
afterEach(() => {
  library.close();
  rmSync(source, { recursive: true, force: true });
});

describe('listTrainingImages', () => {
  it('keeps an image to the test folder, then to the val folder, where a copy of it lies there', async () => {
    source = makeFolder({
      'train/N/a.png': 1,
      'train/N/b.png': 2,
      'train/P/c.png': 3,
      'val/N/copy of b.png': 2,
      'test/N/copy of a.png': 1,
      'val/N/copy of a.png': 1,
    });
    await library.import(source);
    const splits = listTrainingImages(library.database, 1).map(({ path, givenSplit }) => [path, givenSplit]);
    // the first of the same content is kept, in order of path: test, then train, then val
    expect(splits).toEqual([
      ['test/N/copy of a.png', 'test'],
      ['train/N/b.png', 'val'],
      ['train/P/c.png', 'train'],
    ]);
    expect(listKnownImages(library.database, 1).map(({ givenSplit }) => givenSplit)).toEqual([
      'test',
      'train',
      'train',
    ]);
  });

  it('gives nothing for a dataset that is not there', () => {
    source = '';
    expect(listTrainingImages(library.database, 5)).toEqual([]);
    expect(listSources(library.database, 5, 0)).toEqual([]);
    expect(findImage(library.database, 5)).toBeNull();
  });
});

import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatasetService, createDatasetService } from '../../../main/services/datasets.ts';
import { fillLibrary } from '../../bench/fill-library.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

/** More than one step of an edit. Two images a patient; of every four patients, one is normal. */
const images = 4800;
const normal = images / 4;

let library: TestLibrary;
let service: DatasetService;

beforeEach(() => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'library-'));
  fillLibrary(directory, { images, runs: 0, predictionsARun: 0 });
  library = openLibrary(directory);
  service = createDatasetService({ ...library, publish: () => {}, log: pino({ level: 'silent' }) });
});
afterEach(() => library.close());

function countClasses(): Record<string, number> {
  return service.show('large').classes;
}

function listAll(): number[] {
  return Array.from({ length: images }, (_, place) => place + 1);
}

describe('an edit of thousands of images', () => {
  it('is one edit, taken back and brought back as one', async () => {
    const { changed, history } = await service.images.correctLabel({
      dataset: 'large',
      images: listAll().reverse(),
      className: 'NORMAL',
    });
    expect(changed).toBe(images - normal);
    expect(history.undo).toMatchObject({ field: 'class', newValue: 'NORMAL', images: images - normal });
    expect(countClasses()).toEqual({ NORMAL: images, PNEUMONIA: 0 });

    const undone = await service.images.replay('large', 'undo');
    expect(undone).toMatchObject({ changed: images - normal, history: { undo: null } });
    expect(countClasses()).toEqual({ NORMAL: normal, PNEUMONIA: images - normal });

    expect((await service.images.replay('large', 'redo')).history.redo).toBeNull();
    expect(countClasses()).toEqual({ NORMAL: images, PNEUMONIA: 0 });
  });

  it('lets others have their turn, and keeps the order of edits', async () => {
    const excluding = service.images.setExcluded({ dataset: 'large', images: listAll() }, true);
    const including = service.images.setExcluded({ dataset: 'large', images: listAll() }, false);
    let turns = 0;
    const watch = setInterval(() => (turns += 1), 0);
    const outcomes = await Promise.all([excluding, including]);
    clearInterval(watch);
    expect(outcomes.map(({ changed }) => changed)).toEqual([images, images]);
    expect(service.show('large')).toMatchObject({ images, excluded: 0 });
    expect(turns).toBeGreaterThan(2);
  });
});

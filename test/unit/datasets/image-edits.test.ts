import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listTrainingImages } from '../../../main/db/images.ts';
import { insertSplit, listSplitImages } from '../../../main/db/splits.ts';
import type { DatasetService } from '../../../main/services/datasets.ts';
import { methods } from '../../../shared/ipc/contract.ts';
import type { TestLibrary } from '../library/open-library.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';

const files = {
  'N/person1_virus_1.png': 1,
  'N/person2_virus_1.png': 2,
  'P/person3_virus_1.png': 3,
  'P/person4_virus_1.png': 4,
};

let opened: OpenDataset;
let library: TestLibrary;
let service: DatasetService;
let source: string;
let published: string[];

beforeEach(async () => {
  published = [];
  opened = await openDataset(files, (name) => published.push(name));
  ({ library, service, source } = opened);
});
afterEach(() => opened.close());

/** Path, class and whether it counts, of every image. */
async function listState(): Promise<Record<string, string>> {
  const { images } = await service.images.list(methods['images:list'].input.parse({ dataset: 'test' }));
  return Object.fromEntries(
    images.map(({ path: file, className, givenClassName, isExcluded }) => [
      file.replace(/_virus.*/, ''),
      [
        className,
        ...(givenClassName === null ? [] : [`was ${givenClassName}`]),
        ...(isExcluded ? ['out'] : []),
      ].join(' '),
    ]),
  );
}

async function idOf(name: string): Promise<number> {
  const query = methods['images:list-ids'].input.parse({ dataset: 'test', filter: { search: name } });
  const [id] = await service.images.listIds(query);
  if (id === undefined) throw new Error(`no image ${name}`);
  return id;
}

const untouched = { 'N/person1': 'N', 'N/person2': 'N', 'P/person3': 'P', 'P/person4': 'P' };

describe('edits of images', () => {
  it('correct labels, and leave the source files as they are', async () => {
    const before = readFileSync(path.join(source, 'N/person1_virus_1.png'));
    const images = [await idOf('person1'), await idOf('person3')];
    const outcome = await service.images.correctLabel({ dataset: 'test', images, className: 'P' });
    // person3 is P already
    expect(outcome.changed).toBe(1);
    expect(outcome.history.undo).toMatchObject({ field: 'class', newValue: 'P', images: 1 });
    expect(await listState()).toEqual({ ...untouched, 'N/person1': 'P was N' });
    expect(service.show('test').classes).toEqual({ N: 1, P: 3 });
    expect(readFileSync(path.join(source, 'N/person1_virus_1.png')).equals(before)).toBe(true);
    expect(published).toEqual(['dataset:changed']);
  });

  it('exclude images from training and counts, and include them again', async () => {
    const images = [await idOf('person4')];
    await service.images.setExcluded({ dataset: 'test', images }, true);
    expect(service.show('test')).toMatchObject({
      images: 3,
      excluded: 1,
      patients: 3,
      classes: { N: 2, P: 1 },
    });
    expect(listTrainingImages(library.database, 1).map(({ patient }) => patient)).toEqual([
      'person:1',
      'person:2',
      'person:3',
    ]);
    await service.images.setExcluded({ dataset: 'test', images }, false);
    expect(service.show('test')).toMatchObject({ images: 4, excluded: 0 });
  });

  it('are undone and redone in order, until a new one takes the place of what was undone', async () => {
    const person1 = await idOf('person1');
    await service.images.correctLabel({ dataset: 'test', images: [person1], className: 'P' });
    await service.images.setExcluded({ dataset: 'test', images: [person1, await idOf('person2')] }, true);
    await service.images.replay('test', 'undo');
    expect(await listState()).toEqual({ ...untouched, 'N/person1': 'P was N' });
    await service.images.replay('test', 'undo');
    expect(await listState()).toEqual(untouched);
    expect((await service.images.replay('test', 'undo')).changed).toBe(0);
    const undoneMs = Date.now();
    await service.images.replay('test', 'redo');
    expect(await listState()).toEqual({ ...untouched, 'N/person1': 'P was N' });
    // the clock must have moved on: what is undone and what is done in one millisecond can't be told apart
    const person3 = await idOf('person3');
    await vi.waitUntil(() => Date.now() > undoneMs);
    await service.images.setExcluded({ dataset: 'test', images: [person3] }, true);
    expect(service.images.showHistory('test').redo).toBeNull();
    expect((await service.images.replay('test', 'redo')).changed).toBe(0);
    await service.images.replay('test', 'undo');
    // what comes back is the last one undone, not the one that it had replaced
    expect((await service.images.replay('test', 'redo')).changed).toBe(1);
    expect(await listState()).toEqual({ ...untouched, 'N/person1': 'P was N', 'P/person3': 'P out' });
    const dates = library.database
      .prepare(
        'SELECT count(*) AS changes, count(changed_at) AS dated, count(undone_at) AS undone FROM image_changes',
      )
      .get();
    expect(dates).toEqual({ changes: 4, dated: 4, undone: 2 });
  });

  it('back to the class of the source make it no correction any more', async () => {
    const images = [await idOf('person1')];
    await service.images.correctLabel({ dataset: 'test', images, className: 'P' });
    await service.images.correctLabel({ dataset: 'test', images, className: 'N' });
    expect(await listState()).toEqual(untouched);
  });

  it('outlast another import, also one that finds the file in another class', async () => {
    await service.images.correctLabel({ dataset: 'test', images: [await idOf('person1')], className: 'P' });
    await service.images.setExcluded({ dataset: 'test', images: [await idOf('person4')] }, true);
    expect(await library.import(source)).toMatchObject({ unchanged: 4, added: 0 });
    expect(await listState()).toEqual({ ...untouched, 'N/person1': 'P was N', 'P/person4': 'P out' });
    renameSync(path.join(source, 'N/person1_virus_1.png'), path.join(source, 'P/person1_virus_1.png'));
    await library.import(source);
    expect(await listState()).toEqual({
      'N/person2': 'N',
      'P/person1': 'P',
      'P/person3': 'P',
      'P/person4': 'P out',
    });
  });

  it('keep a class whose every image was taken out of it', async () => {
    const images = [await idOf('person1'), await idOf('person2')];
    await service.images.correctLabel({ dataset: 'test', images, className: 'P' });
    await library.import(source);
    expect(service.show('test').classes).toEqual({ N: 0, P: 4 });
    await service.images.replay('test', 'undo');
    expect(service.show('test').classes).toEqual({ N: 2, P: 2 });
  });

  it('do not touch the split of a run that was begun before', async () => {
    const images = listTrainingImages(library.database, 1);
    const splitId = insertSplit(library.database, {
      datasetId: 1,
      train: images.map(({ id }) => id),
      val: [],
      excluded: [],
      notes: [],
      labels: new Map(images.map(({ id, className }) => [id, className === 'P' ? 1 : 0])),
      seed: 1,
      options: {},
    });
    const before = listSplitImages(library.database, splitId, 'train');
    expect(before.map(({ label }) => label)).toEqual([0, 0, 1, 1]);
    await service.images.correctLabel({ dataset: 'test', images: [await idOf('person1')], className: 'P' });
    await service.images.setExcluded({ dataset: 'test', images: [await idOf('person4')] }, true);
    expect(listSplitImages(library.database, splitId, 'train')).toEqual(before);
  });

  it('refuse a class that the dataset does not have, and name those it has', async () => {
    const images = [await idOf('person1')];
    const corrected = service.images.correctLabel({ dataset: 'test', images, className: 'COVID' });
    await expect(corrected).rejects.toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining('N, P') }),
    );
  });
});

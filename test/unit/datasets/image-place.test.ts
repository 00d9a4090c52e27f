import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetService } from '../../../main/services/datasets.ts';
import { createViewerService } from '../../../main/services/viewer.ts';
import { methods, type MethodInput } from '../../../shared/ipc/contract.ts';
import { makeNumberedPng } from '../library/make-png.ts';
import type { TestLibrary } from '../library/open-library.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';

let opened: OpenDataset;
let library: TestLibrary;
let service: DatasetService;
let source: string;

beforeEach(async () => {
  opened = await openDataset({
    'N/person2_virus_1.png': makeNumberedPng(1, 50, 40),
    'N/person1_virus_1.png': makeNumberedPng(2, 100, 90),
    'P/person3_virus_1.png': makeNumberedPng(3, 60, 80),
    // as many pixels as the first: which of the two comes first is for their ids to say
    'P/person4_virus_1.png': makeNumberedPng(4, 40, 50),
    'P/person1_virus_2.png': makeNumberedPng(5, 200, 100),
  });
  ({ library, service, source } = opened);
});
afterEach(() => opened.close());

type Query = Omit<MethodInput<'images:list'>, 'dataset'>;

async function listIds(query: Query): Promise<number[]> {
  return await service.images.listIds(methods['images:list-ids'].input.parse({ dataset: 'test', ...query }));
}

async function findPlace(image: number, query: Query): ReturnType<DatasetService['images']['findPlace']> {
  return await service.images.findPlace(
    methods['images:find'].input.parse({ dataset: 'test', image, ...query }),
  );
}

describe('an image’s place in what a query gives', () => {
  it.each<Query>([
    {},
    { isDescending: true },
    { sort: 'patient' },
    { sort: 'class', isDescending: true },
    { sort: 'size' },
    { sort: 'size', isDescending: true },
    { sort: 'added' },
    { filter: { classNames: ['P'] }, sort: 'size' },
    { filter: { search: 'person1' } },
  ])('is that in the list of %j', async (query) => {
    const ids = await listIds(query);
    expect(ids.length).toBeGreaterThan(1);
    for (const [place, id] of ids.entries()) {
      expect(await findPlace(id, query)).toEqual({
        previous: ids[place - 1] ?? null,
        next: ids[place + 1] ?? null,
        position: place + 1,
        total: ids.length,
      });
    }
  });

  it('is none where the query does not give the image, which has neighbours all the same', async () => {
    const [first = 0, second = 0, third = 0, fourth = 0] = await listIds({});
    const query = { filter: { classNames: ['P'] } };
    expect(await findPlace(second, query)).toEqual({ previous: null, next: third, position: null, total: 3 });
    // A label that is corrected while one walks along its class takes the image out from under one's feet.
    await service.images.correctLabel({ dataset: 'test', images: [fourth], className: 'N' });
    expect(await findPlace(fourth, query)).toMatchObject({ previous: third, position: null, total: 2 });
    expect(await findPlace(fourth, { filter: { classNames: ['N'] } })).toMatchObject({
      previous: second,
      next: null,
      position: 3,
    });
    expect(first).not.toBe(second);
  });
});

describe('the viewer', () => {
  it('walks along a patient’s images in every dataset', async () => {
    await library.import(source, { name: 'again' });
    const viewer = createViewerService(library, service.images);
    const [image = 0] = await listIds({ filter: { search: 'person1' } });
    const shown = await viewer.showImage({ image, trail: { kind: 'patient' } });
    expect(shown).toMatchObject({ previous: null, position: 1, total: 4 });
    expect(shown.next).toBe(shown.ofPatient[0]?.id);
    expect(shown.ofPatient.map(({ dataset }) => dataset)).toEqual(['test', 'again', 'again']);
  });
});

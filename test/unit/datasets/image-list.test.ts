import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetService } from '../../../main/services/datasets.ts';
import type { ClassImages, ImagePage } from '../../../shared/domain/image.ts';
import { methods } from '../../../shared/ipc/contract.ts';
import type { MethodInput } from '../../../shared/ipc/contract.ts';
import { makeNumberedPng } from '../library/make-png.ts';
import type { TestLibrary } from '../library/open-library.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';

let opened: OpenDataset;
let library: TestLibrary;
let service: DatasetService;

beforeEach(async () => {
  opened = await openDataset({
    'train/N/person2_virus_1.png': makeNumberedPng(1, 50, 40),
    'train/N/person1_virus_1.png': makeNumberedPng(2, 100, 90),
    'train/P/person3_virus_1.png': makeNumberedPng(3, 60, 80),
    'train/P/50%_a.png': makeNumberedPng(4, 40, 40),
    'test/P/person1_virus_2.png': makeNumberedPng(5, 200, 100),
    'test/P/same as person2.png': makeNumberedPng(1, 50, 40),
  });
  ({ library, service } = opened);
});
afterEach(() => opened.close());

async function find(query: Omit<MethodInput<'images:list'>, 'dataset'>): Promise<string[]> {
  const page = await service.images.list(methods['images:list'].input.parse({ dataset: 'test', ...query }));
  expect(methods['images:list'].output.parse(page)).toEqual(page);
  expect(page.total).toBe(page.images.length);
  const ids = await service.images.listIds(
    methods['images:list-ids'].input.parse({ dataset: 'test', ...query }),
  );
  expect(ids).toEqual(page.images.map(({ id }) => id));
  await expectSameCounts(query, page);
  return page.images.map(({ path }) => path.replace('.png', '').replace('_virus', ''));
}

/** What a class is said to have is what the list then has. */
async function expectSameCounts(
  query: Omit<MethodInput<'images:list'>, 'dataset'>,
  { images }: ImagePage,
): Promise<void> {
  const counts = await count(query);
  const chosen = query.filter?.classNames ?? [];
  for (const { className, ...counted } of counts) {
    if (chosen.length > 0 && !chosen.includes(className)) continue;
    const ofClass = images.filter((image) => image.className === className);
    expect(counted).toEqual({
      images: ofClass.length,
      excluded: ofClass.filter(({ isExcluded }) => isExcluded).length,
    });
  }
}

async function count(query: Omit<MethodInput<'images:list'>, 'dataset'>): Promise<ClassImages[]> {
  return await service.images.countClasses(
    methods['images:count-classes'].input.parse({ dataset: 'test', ...query }),
  );
}

describe('listing images', () => {
  // the first of two files alike is kept: test comes before train
  const byPath = [
    'test/P/person1_2',
    'test/P/same as person2',
    'train/N/person1_1',
    'train/P/50%_a',
    'train/P/person3_1',
  ];

  it('gives everything in order of path', async () => {
    expect(await find({})).toEqual(byPath);
    expect(await find({ isDescending: true })).toEqual(byPath.toReversed());
  });

  it('sorts by patient, class, size and date added', async () => {
    expect(await find({ sort: 'patient' })).toEqual([
      'test/P/same as person2',
      'train/P/50%_a',
      'test/P/person1_2',
      'train/N/person1_1',
      'train/P/person3_1',
    ]);
    expect((await find({ sort: 'class' }))[0]).toBe('train/N/person1_1');
    // 40 x 40, 50 x 40, 60 x 80, 100 x 90, 200 x 100 pixels
    expect(await find({ sort: 'size' })).toEqual([
      'train/P/50%_a',
      'test/P/same as person2',
      'train/P/person3_1',
      'train/N/person1_1',
      'test/P/person1_2',
    ]);
    expect(await find({ sort: 'added' })).toEqual(byPath);
  });

  it('filters by class, split, patient, size and any flag, and by all of them together', async () => {
    expect(await find({ filter: { classNames: ['N'] } })).toEqual(['train/N/person1_1']);
    expect(await find({ filter: { classNames: ['N', 'P'] } })).toEqual(byPath);
    expect(await find({ filter: { givenSplits: ['test'] } })).toEqual(byPath.slice(0, 2));
    expect(await find({ filter: { givenSplits: ['none'] } })).toEqual([]);
    expect(await find({ filter: { patient: 'person:1' } })).toEqual([
      'test/P/person1_2',
      'train/N/person1_1',
    ]);
    // the longer side: 80 is of 60 x 80, 100 of 100 x 90
    expect(await find({ filter: { leastSide: 80, mostSide: 100 } })).toEqual([
      'train/N/person1_1',
      'train/P/person3_1',
    ]);
    expect(await find({ filter: { flags: ['duplicate'] } })).toEqual(['test/P/same as person2']);
    expect(await find({ filter: { flags: ['label-conflict'] } })).toEqual(['test/P/same as person2']);
    expect(await find({ filter: { flags: ['duplicate'], classNames: ['N'] } })).toEqual([]);
  });

  it('searches paths and patients, taking signs for themselves', async () => {
    expect(await find({ filter: { search: 'PERSON3' } })).toEqual(['train/P/person3_1']);
    expect(await find({ filter: { search: 'person:1' } })).toEqual(['test/P/person1_2', 'train/N/person1_1']);
    expect(await find({ filter: { search: '50%_' } })).toEqual(['train/P/50%_a']);
    expect(await find({ filter: { search: 'n%1' } })).toEqual([]);
  });

  it('counts the images of each class as the list has them: excluded ones too, and those not chosen', async () => {
    const [id = 0] = await service.images.listIds(
      methods['images:list-ids'].input.parse({ dataset: 'test', filter: { search: '50%_a' } }),
    );
    await service.images.setExcluded({ dataset: 'test', images: [id] }, true);
    const all = [
      { className: 'N', images: 1, excluded: 0 },
      { className: 'P', images: 4, excluded: 1 },
    ];
    expect(await count({})).toEqual(all);
    expect(await count({ filter: { classNames: ['N'] } })).toEqual(all);
    expect(await count({ filter: { flags: ['excluded'] } })).toEqual([
      { className: 'N', images: 0, excluded: 0 },
      { className: 'P', images: 1, excluded: 1 },
    ]);
    expect(await find({})).toEqual(byPath);
    expect(await find({ filter: { flags: ['excluded'] } })).toEqual(['train/P/50%_a']);
  });

  it('drops a label conflict once a reader has settled it', async () => {
    const filter = { flags: ['label-conflict' as const] };
    const [id = 0] = await service.images.listIds(
      methods['images:list-ids'].input.parse({ dataset: 'test', filter }),
    );
    await service.images.correctLabel({ dataset: 'test', images: [id], className: 'N' });
    expect(await find({ filter })).toEqual([]);
    expect(await find({ filter: { flags: ['label-changed'] } })).toEqual(['test/P/same as person2']);
    expect((await service.audit('test')).counts['label-conflict']).toBeUndefined();
  });
});

describe('listing images by what a run said', () => {
  const said: Readonly<Record<string, number>> = {
    'train/N/person1_virus_1.png': 0.9,
    'train/P/person3_virus_1.png': 0.8,
    'train/P/50%_a.png': 0.1,
  };

  beforeEach(() => {
    library.database.exec(`
      INSERT INTO splits (id, dataset_id, seed, options, notes, digest, created_at)
        VALUES (1, 1, 1, '{}', '[]', '${'0'.repeat(64)}', '');
      INSERT INTO runs (id, name, dataset_id, split_id, preset, settings, classes, status,
          owner, threshold, created_at)
        VALUES (1, 'r', 1, 1, 'cnn5', '{"epochs": 20}', '["N", "P"]', 'completed', 'o', 0.5, '');
      INSERT INTO evaluations (id, run_id, source_path, patients, seen_in_training, metrics, rejected, warnings, created_at)
        VALUES (1, 1, '', 1, 0, '{}', '[]', '[]', '2026-01-01T00:00:00.000Z');
      INSERT INTO evaluation_images (evaluation_id, position, path, content_hash, class_name, patient, probability)
        SELECT 1, row_number() OVER () - 1, path, content_hash, '', '', CASE path
          ${Object.entries(said)
            .map(([path, probability]) => `WHEN '${path}' THEN ${probability}`)
            .join(' ')} END
        FROM images WHERE path IN (${Object.keys(said)
          .map((path) => `'${path}'`)
          .join(', ')});`);
  });

  it('tells right, wrong and unsure, and sorts by probability', async () => {
    expect(await find({ filter: { run: 1, verdicts: ['right'] } })).toEqual(['train/P/person3_1']);
    expect(await find({ filter: { run: 1, verdicts: ['wrong'] } })).toEqual([
      'train/N/person1_1',
      'train/P/50%_a',
    ]);
    expect(await find({ filter: { run: 1, verdicts: ['unsure'] } })).toEqual([]);
    expect(await find({ filter: { run: 1 }, sort: 'probability' })).toEqual([
      'train/P/50%_a',
      'train/P/person3_1',
      'train/N/person1_1',
    ]);
    expect(await find({ filter: { run: 1 } })).toHaveLength(5);
  });

  it('tells by the class that an image is called', async () => {
    expect(await find({ filter: { run: 1, calls: ['P'] } })).toEqual([
      'train/N/person1_1',
      'train/P/person3_1',
    ]);
    expect(await find({ filter: { run: 1, calls: ['N'], verdicts: ['wrong'] } })).toEqual(['train/P/50%_a']);
    expect(await find({ filter: { run: 1, calls: ['Q'] } })).toEqual([]);
    const { images } = await service.images.list(
      methods['images:list'].input.parse({ dataset: 'test', filter: { run: 1 } }),
    );
    expect(Object.fromEntries(images.map(({ path, call }) => [path, call]))).toMatchObject({
      'train/N/person1_virus_1.png': 'P',
      'train/P/50%_a.png': 'N',
    });
    expect(images.filter(({ call }) => call === null)).toHaveLength(2);
  });

  it('goes by the newest prediction and by the corrected label', async () => {
    expect(await find({ filter: { run: 1, verdicts: ['right'] } })).toEqual(['train/P/person3_1']);
    const { images } = await service.images.list(methods['images:list'].input.parse({ dataset: 'test' }));
    const image = images.find(({ path }) => path === 'train/P/person3_virus_1.png');
    library.database
      .prepare(
        `INSERT INTO predictions (run_id, path, content_hash, label, probability, threshold, created_at)
         VALUES (1, '', ?, 'N', 0.45, 0.5, '2026-02-01T00:00:00.000Z')`,
      )
      .run(image?.contentHash);
    // 0.45 is on the other side, and near: its odds are within a factor e of 0.5's
    expect(await find({ filter: { run: 1, verdicts: ['unsure'] } })).toEqual(['train/P/person3_1']);
    expect(await find({ filter: { run: 1, verdicts: ['right'] } })).toEqual([]);
    await service.images.correctLabel({ dataset: 'test', images: [image?.id ?? 0], className: 'N' });
    expect(await find({ filter: { run: 1, verdicts: ['right'] } })).toEqual(['train/P/person3_1']);
  });

  it('says so where the run is not named, or not there', async () => {
    await expect(find({ filter: { verdicts: ['right'] } })).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(find({ filter: { calls: ['P'] } })).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(find({ filter: { run: 7 } })).rejects.toMatchObject({ code: 'run-not-found' });
  });
});

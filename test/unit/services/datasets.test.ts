import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Publish } from '../../../main/events.ts';
import { lockDataset } from '../../../main/library/dataset-lock.ts';
import { type DatasetService, createDatasetService } from '../../../main/services/datasets.ts';
import { methods } from '../../../shared/ipc/contract.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;
let service: DatasetService;
let source: string;
let published: unknown[];

beforeEach(async () => {
  library = openLibrary();
  published = [];
  const publish: Publish = (name, payload) => published.push({ name, payload });
  service = createDatasetService({ ...library, publish, log: pino({ level: 'silent' }) });
  source = makeFolder({
    'train/N/person1_virus_1.png': 1,
    'train/N/person1_virus_2.png': 2,
    'train/N/person2_virus_1.png': 3,
    'train/N/person2_virus_1 copy.png': 3,
    'train/P/person3_virus_1.png': 4,
    'train/P/person4_virus_1.png': 2,
    'test/N/person5_virus_1.png': 5,
    'test/P/person3_virus_9.png': 6,
    'test/P/person1_virus_3.png': 7,
    'test/P/broken.png': 'text',
  });
  await library.import(source);
});
afterEach(() => {
  library.close();
  rmSync(source, { recursive: true, force: true });
});

describe('datasets', () => {
  it('shows a dataset by id, by id as text and by name, as the contract has it', async () => {
    const shown = service.show('test');
    expect(methods['datasets:show'].output.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({
      id: 1,
      name: 'test',
      images: 7,
      patients: 4,
      classes: { N: 4, P: 3 },
      positiveClass: 'P',
      splits: { train: 4, test: 3 },
      duplicates: 2,
      rejected: 1,
    });
    expect([service.show(1), service.show('1'), service.resolve('test')]).toEqual([shown, shown, shown]);
    expect(await service.list()).toEqual([shown]);
  });

  it('names the datasets there are where one is not', () => {
    expect(() => service.show('tset')).toThrow(
      expect.objectContaining({ code: 'dataset-not-found', message: expect.stringContaining('"test"') }),
    );
    expect(() => service.show(2)).toThrow(expect.objectContaining({ code: 'dataset-not-found' }));
  });

  it('pages through images in order of path, of all classes or one', async () => {
    const list = (className: string | null, offset: number, limit: number) =>
      service.images.list(
        methods['images:list'].input.parse({
          dataset: 'test',
          filter: { classNames: className === null ? [] : [className] },
          offset,
          limit,
        }),
      );
    const page = await list(null, 1, 2);
    expect(methods['images:list'].output.parse(page)).toEqual(page);
    expect(page.total).toBe(7);
    expect(page.images.map((image) => image.path)).toEqual([
      'test/P/person1_virus_3.png',
      'test/P/person3_virus_9.png',
    ]);
    expect(page.images[0]).toMatchObject({
      className: 'P',
      patient: 'person:1',
      givenSplit: 'test',
      width: 40,
      height: 36,
    });
    const ofClass = await list('N', 0, 10);
    expect(ofClass.total).toBe(4);
    expect(ofClass.images.every(({ className }) => className === 'N')).toBe(true);
    expect(await list('none', 0, 10)).toEqual({ images: [], total: 0 });
  });

  it('audits', async () => {
    rmSync(path.join(source, 'test/N/person5_virus_1.png'));
    const report = await service.audit('test');
    expect(methods['datasets:audit'].output.parse(report)).toEqual(report);
    expect(report.counts).toEqual({
      duplicate: 2,
      'label-conflict': 1,
      'patient-in-two-splits': 2,
      'patient-in-two-classes': 1,
      'unreadable-file': 1,
      'source-missing': 1,
    });
    const pathsOf = (kind: string): string[][] =>
      report.findings.filter((finding) => finding.kind === kind).map((finding) => finding.paths);
    expect(pathsOf('label-conflict')).toEqual([
      ['train/N/person1_virus_2.png', 'train/P/person4_virus_1.png'],
    ]);
    expect(pathsOf('patient-in-two-classes')).toEqual([
      ['test/P/person1_virus_3.png', 'train/N/person1_virus_1.png', 'train/N/person1_virus_2.png'],
    ]);
    expect(pathsOf('patient-in-two-splits')[1]).toEqual([
      'test/P/person3_virus_9.png',
      'train/P/person3_virus_1.png',
    ]);
    expect(pathsOf('unreadable-file')).toEqual([['test/P/broken.png']]);
    expect(pathsOf('source-missing')).toEqual([['test/N/person5_virus_1.png']]);
    expect(report.findings.find(({ kind }) => kind === 'duplicate')?.paths).toHaveLength(2);
  });

  it('says once that the whole source is gone', async () => {
    rmSync(source, { recursive: true });
    expect((await service.audit('test')).counts['source-missing']).toBe(1);
    expect(service.show('test').warnings.map(({ code }) => code)).toContain('source-missing');
  });

  it('deletes a dataset and its pixels, not its source', async () => {
    await service.delete('test');
    expect(await service.list()).toEqual([]);
    expect(existsSync(library.home.cacheDirectory(1))).toBe(false);
    expect(existsSync(path.join(source, 'train/N/person1_virus_1.png'))).toBe(true);
    expect(published).toEqual([{ name: 'dataset:deleted', payload: { datasetId: 1 } }]);
    // its id is never used again
    expect((await library.import(source)).datasetId).toBe(2);
  });

  it('does not delete a dataset that runs were trained on', async () => {
    library.database.exec(`
      INSERT INTO splits (id, dataset_id, seed, options, notes, digest, created_at)
        VALUES (1, 1, 1, '{}', '[]', '${'0'.repeat(64)}', '');
      INSERT INTO runs (name, dataset_id, split_id, preset, settings, classes, status, owner, created_at)
        VALUES ('r', 1, 1, 'cnn5', '{}', '["N", "P"]', 'completed', 'o', '')`);
    await expect(service.delete('test')).rejects.toMatchObject({
      code: 'dataset-in-use',
      message: expect.stringContaining('Delete those runs first'),
    });
    expect(service.show('test').images).toBe(7);
    expect(existsSync(library.home.cacheDirectory(1))).toBe(true);
  });

  it('does not delete a dataset that is being imported', async () => {
    const lock = lockDataset(library.home, 'test');
    await expect(service.delete('test')).rejects.toMatchObject({ code: 'dataset-busy' });
    lock.release();
  });
});

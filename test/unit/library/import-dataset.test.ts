import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDataset, listClasses } from '../../../main/db/datasets.ts';
import { listTrainingImages } from '../../../main/db/images.ts';
import { lockDataset, toDatasetKey } from '../../../main/library/dataset-lock.ts';
import { readImage } from '../../../main/library/read-image.ts';
import { addFiles, makeFolder } from './make-folder.ts';
import { makeHugePng, makeNumberedPng } from './make-png.ts';
import { type TestLibrary, openLibrary } from './open-library.ts';

const samples = path.resolve(import.meta.dirname, '../../../samples/images');

let library: TestLibrary;
let folders: string[] = [];
beforeEach(() => {
  library = openLibrary();
});
afterEach(() => {
  library.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

function folderOf(files: Parameters<typeof makeFolder>[0]): string {
  const folder = makeFolder(files);
  folders.push(folder);
  return folder;
}

/** Every file of the home with its size, and every row of the database: what must not change. */
function takeStock(): unknown {
  const files = readdirSync(library.home.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/sqlite|lock$/.test(entry.name))
    .map((entry) => [entry.name, statSync(path.join(entry.parentPath, entry.name)).size]);
  const tables = [
    'datasets',
    'classes',
    'patients',
    'images',
    'duplicates',
    'rejected_files',
    'pixel_caches',
  ];
  return { files, rows: tables.map((table) => library.database.prepare(`SELECT * FROM ${table}`).all()) };
}

function readPixels(record: number, datasetId = 1): Buffer {
  const pixels = readFileSync(path.join(library.home.cacheDirectory(datasetId), '150.u8'));
  return pixels.subarray(record * 22_500, (record + 1) * 22_500);
}

describe('importDataset, of the samples', () => {
  it('counts images, patients, classes and splits as their README does', async () => {
    const report = await library.import(samples);
    expect(report).toMatchObject({
      dataset: 'test',
      images: 240,
      added: 240,
      duplicates: 0,
      unchanged: 0,
      patients: 161,
      classes: { NORMAL: 120, PNEUMONIA: 120 },
      splits: { train: 180, test: 60 },
    });
    expect(report.rejected).toEqual([]);
    expect(report.warnings).toEqual([]);
  });

  it('keeps each image at its record, with the hash of its file', async () => {
    await library.import(samples);
    const images = listTrainingImages(library.database, 1);
    expect(images.map(({ record }) => record)).toEqual(Array.from({ length: 240 }, (_, index) => index));
    for (const image of images.filter(({ record }) => record % 40 === 3)) {
      const file = path.join(samples, image.path);
      expect(image.contentHash).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
      expect(readPixels(image.record).equals((await readImage(file, 150)).pixels)).toBe(true);
    }
    expect(statSync(path.join(library.home.cacheDirectory(1), '150.u8')).size).toBe(240 * 22_500);
  });
});

describe('importDataset', () => {
  it('keeps files of the same content once and tells a contradiction of classes', async () => {
    const report = await library.import(
      folderOf({ 'N/1.png': 1, 'N/2.png': 2, 'N/copy.png': 1, 'P/3.png': 3, 'P/wrong.png': 2 }),
    );
    expect(report).toMatchObject({ images: 5, added: 3, duplicates: 2, classes: { N: 2, P: 1 } });
    expect(report.warnings.map(({ code }) => code)).toContain('label-conflict');
  });

  it('lists what is no good with its reason and takes the rest', async () => {
    const good = makeNumberedPng(1);
    const report = await library.import(
      folderOf({
        'NORMAL/ok.png': good,
        'PNEUMONIA ü 🫁/ok.png': 2,
        'NORMAL/text.jpeg': 'hello\n',
        'NORMAL/zero.png': '',
        'NORMAL/cut.png': good.subarray(0, good.length - 40),
        'NORMAL/tiny.png': makeNumberedPng(3, 31, 31),
        'NORMAL/huge.png': makeHugePng(30_000),
      }),
    );
    expect(report).toMatchObject({ images: 2, added: 2, classes: { NORMAL: 1, 'PNEUMONIA ü 🫁': 1 } });
    expect(report.rejected.map((file) => [file.path, file.code])).toEqual([
      ['NORMAL/cut.png', 'image-truncated'],
      ['NORMAL/huge.png', 'image-too-large'],
      ['NORMAL/text.jpeg', 'image-not-an-image'],
      ['NORMAL/tiny.png', 'image-too-small'],
      ['NORMAL/zero.png', 'image-empty'],
    ]);
  });

  it('never writes to the source', async () => {
    const source = folderOf({ 'N/1.png': 1, 'P/2.png': 2 });
    const listing = (): unknown =>
      readdirSync(source, { recursive: true, encoding: 'utf8' })
        .map((name) => ({ name, stat: statSync(path.join(source, name)) }))
        .map(({ name, stat }) => [name, stat.size, stat.mtimeMs, stat.ctimeMs]);
    const before = listing();
    await library.import(source);
    expect(listing()).toEqual(before);
  });

  it('tells phases in order, counts up to the total, and estimates nothing too early', async () => {
    const told: { phase: string; done: number; total: number; secondsLeft: number | null }[] = [];
    await library.import(
      folderOf({ 'N/1.png': 1, 'P/2.png': 2 }),
      {},
      { onProgress: (progress) => told.push(progress) },
    );
    expect(told.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).toEqual([
      'searching 0/0',
      'reading 0/2',
      'reading 1/2',
      'reading 2/2',
      'storing 0/2',
    ]);
    expect(told.every(({ secondsLeft }) => secondsLeft === null)).toBe(true);
  });

  it('warns of what a reader should know', async () => {
    const files: Record<string, number> = {};
    for (let image = 0; image < 12; image += 1) files[`train/N/person${image}_virus_1.png`] = image;
    for (let image = 0; image < 24; image += 1) files[`train/P/scan ${image}.png`] = 100 + image;
    Object.assign(files, { 'val/N/person3_virus_2.png': 200, 'val/P/x.png': 201 });
    const { warnings } = await library.import(folderOf(files));
    expect(Object.fromEntries(warnings.map(({ code, message }) => [code, message]))).toEqual({
      // 25 P of 13 N
      'classes-imbalanced': expect.stringMatching(/1\.9 times.*N 13, P 25/),
      'validation-folder-too-small': expect.stringMatching(/N 1, P 1.*50/),
      'patient-in-two-splits': expect.stringMatching(/^1 patient stands/),
      'patient-unknown': expect.stringMatching(/38 images, 25 name no patient/),
    });
  });

  it('chooses the positive class by name, or takes the one asked for', async () => {
    const source = folderOf({ 'NORMAL/1.png': 1, 'EFFUSION/2.png': 2 });
    const positive = (datasetId: number): unknown => listClasses(library.database, datasetId).at(-1)?.name;
    const report = await library.import(source);
    expect(Object.keys(report.classes)).toEqual(['NORMAL', 'EFFUSION']);
    expect(positive(1)).toBe('EFFUSION');
    await library.import(source, { name: 'other', positiveClass: 'NORMAL' });
    expect(positive(2)).toBe('NORMAL');
    await expect(library.import(source, { name: 'third', positiveClass: 'X' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  it('imports by a CSV file and takes three classes', async () => {
    const source = folderOf({
      '1.png': 1,
      '2.png': 2,
      '3.png': 3,
      'labels.csv': 'path,label,patient\n1.png,a,x\n2.png,b,x\n3.png,c,y\n',
    });
    const report = await library.import(path.join(source, 'labels.csv'));
    expect(report).toMatchObject({ images: 3, patients: 2, classes: { a: 1, b: 1, c: 1 }, splits: {} });
  });

  it('takes the patterns it is given', async () => {
    const source = folderOf({ 'N/p1-a.png': 1, 'N/p1-b.png': 2, 'P/p2-a.png': 3 });
    const patientPatterns = [{ name: 'mine', expression: String.raw`^p(?<patient>\d+)-` }];
    expect((await library.import(source, { patientPatterns })).patients).toBe(2);
    // and keeps them when it is done again
    addFiles(source, { 'P/p2-b.png': 4 });
    expect(await library.import(source)).toMatchObject({ added: 1, patients: 2 });
  });
});

describe('importDataset, done again', () => {
  const files = { 'N/1.png': 1, 'N/2.png': 2, 'N/copy.png': 1, 'P/3.png': 3 };

  it('adds only what is new, after what is there', async () => {
    const source = folderOf(files);
    await library.import(source);
    addFiles(source, { 'N/0.png': 10, 'P/4.png': 4, 'P/5.png': 3 });
    const report = await library.import(source);
    expect(report).toMatchObject({
      datasetId: 1,
      images: 7,
      added: 2,
      duplicates: 2,
      unchanged: 3,
      classes: { N: 3, P: 2 },
    });
    const added = listTrainingImages(library.database, 1).filter(({ record }) => record >= 3);
    expect(added.map((image) => [image.path, image.record])).toEqual([
      ['N/0.png', 3],
      ['P/4.png', 4],
    ]);
    for (const image of added) {
      const expected = await readImage(path.join(source, image.path), 150);
      expect(readPixels(image.record).equals(expected.pixels)).toBe(true);
    }
  });

  it('changes nothing where nothing is new', async () => {
    const source = folderOf(files);
    await library.import(source);
    const before = takeStock();
    expect(await library.import(source)).toMatchObject({ added: 0, unchanged: 3, duplicates: 1 });
    // what is counted of the dataset is counted anew after each import
    const ids = /"(?:id|revision)":\d+/g;
    expect(JSON.stringify(takeStock()).replaceAll(ids, '')).toBe(JSON.stringify(before).replaceAll(ids, ''));
  });

  it('follows a file moved to the other class, keeps a removed one, leaves out a changed one', async () => {
    const source = folderOf({ ...files, 'P/6.png': 6 });
    await library.import(source);
    renameSync(path.join(source, 'N/2.png'), path.join(source, 'P/2.png'));
    rmSync(path.join(source, 'P/3.png'));
    addFiles(source, { 'P/6.png': 66 });
    const report = await library.import(source);
    expect(report).toMatchObject({
      images: 3,
      added: 0,
      unchanged: 2,
      moved: 1,
      missing: 1,
      duplicates: 1,
      classes: { N: 1, P: 3 },
    });
    expect(report.rejected).toEqual([
      { path: 'P/6.png', code: 'image-changed', message: expect.stringContaining('under a new name') },
    ]);
  });

  it('refuses another source under the same name, with the way out', async () => {
    const source = folderOf(files);
    await library.import(source);
    await expect(library.import(folderOf({ ...files, 'P/9.png': 9 }))).rejects.toMatchObject({
      code: 'name-taken',
      message: expect.stringContaining('another name'),
      details: { source },
    });
  });

  it('follows a source that was moved elsewhere, by its images, and refuses other images there', async () => {
    const source = folderOf(files);
    await library.import(source);
    renameSync(source, `${source}-moved`);
    folders.push(`${source}-moved`);
    await expect(library.import(folderOf({ 'N/7.png': 7, 'P/8.png': 8 }))).rejects.toMatchObject({
      code: 'name-taken',
    });
    addFiles(`${source}-moved`, { 'P/4.png': 4 });
    const report = await library.import(`${source}-moved`);
    expect(report).toMatchObject({ added: 1, unchanged: 3, moved: 0, missing: 0 });
    expect(report.warnings.map(({ code }) => code)).not.toContain('source-missing');
    expect(findDataset(library.database, 'test')).toMatchObject({ sourcePath: `${source}-moved` });
  });

  it('goes on where a pixel file was damaged: the missing records are made when needed', async () => {
    const source = folderOf(files);
    await library.import(source);
    truncateSync(path.join(library.home.cacheDirectory(1), '150.u8'), 100);
    addFiles(source, { 'P/4.png': 4 });
    expect(await library.import(source)).toMatchObject({ added: 1, unchanged: 3 });
  });
});

describe('importDataset, when it cannot be', () => {
  const files = { 'N/1.png': 1, 'P/2.png': 2 };

  it.each([
    ['one class', { 'N/1.png': 1, 'N/2.png': 2 }, 'dataset-one-class'],
    ['a second class of unreadable files', { 'N/1.png': 1, 'P/2.png': 'text' }, 'dataset-one-class'],
    ['nothing readable', { 'N/1.png': 'text', 'P/2.png': '' }, 'dataset-empty'],
    ['no classes', { '1.png': 1 }, 'dataset-without-classes'],
    ['nothing at all', {}, 'dataset-empty'],
  ])('refuses %s and leaves the library as it was', async (_, content, code) => {
    const before = takeStock();
    await expect(library.import(folderOf(content))).rejects.toMatchObject({ code });
    expect(takeStock()).toEqual(before);
  });

  it('cancelled in the middle, leaves the library as it was', async () => {
    const source = folderOf(files);
    await library.import(source, { name: 'first' });
    addFiles(source, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`N/more ${n}.png`, 100 + n])));
    const before = takeStock();
    for (const name of ['first', 'second']) {
      const cancellation = new AbortController();
      const onProgress = ({ done }: { done: number }): void => {
        if (done === 30) cancellation.abort();
      };
      await expect(
        library.import(source, { name }, { signal: cancellation.signal, onProgress }),
      ).rejects.toMatchObject({ code: 'import-cancelled' });
      expect(takeStock()).toEqual(before);
    }
    expect(await library.import(source, { name: 'first' })).toMatchObject({ added: 60, unchanged: 2 });
  });

  it('failing in its last step, leaves the library as it was', async () => {
    const source = folderOf(files);
    await library.import(source, { name: 'first' });
    addFiles(source, { 'N/3.png': 3 });
    library.database.exec(`CREATE TEMP TRIGGER fail BEFORE INSERT ON pixel_caches
      BEGIN SELECT RAISE(ABORT, 'as planned'); END`);
    const before = takeStock();
    for (const name of ['first', 'second']) {
      await expect(library.import(source, { name })).rejects.toThrow('as planned');
      expect(takeStock()).toEqual(before);
    }
  });

  it('clears away what an import that died left behind', async () => {
    const source = folderOf(files);
    const leftOver = path.join(library.home.scratchDirectory, `import-${toDatasetKey('another')}`);
    mkdirSync(leftOver);
    mkdirSync(library.home.cacheDirectory(1), { recursive: true });
    writeFileSync(path.join(library.home.cacheDirectory(1), '999.u8'), 'x');
    await library.import(source);
    expect(existsSync(leftOver)).toBe(false);
    expect(readdirSync(library.home.cacheDirectory(1))).toEqual(['150.u8']);
    // and cuts off records that were appended but never committed
    writeFileSync(path.join(library.home.cacheDirectory(1), '150.u8'), Buffer.alloc(30_000), {
      flag: 'a',
    });
    addFiles(source, { 'N/3.png': 3 });
    await library.import(source);
    expect(statSync(path.join(library.home.cacheDirectory(1), '150.u8')).size).toBe(3 * 22_500);
    expect(readPixels(2).equals((await readImage(path.join(source, 'N/3.png'), 150)).pixels)).toBe(true);
  });

  it('refuses while another import into the same dataset is under way', async () => {
    const lock = lockDataset(library.home, 'test');
    await expect(library.import(folderOf(files))).rejects.toMatchObject({ code: 'dataset-busy' });
    lock.release();
    expect(await library.import(folderOf(files))).toMatchObject({ added: 2 });
  });

  it('refuses a folder that goes away in the middle', async () => {
    const source = folderOf({ ...files, 'P/3.png': 3 });
    const onProgress = ({ done }: { done: number }): void => {
      if (done === 1) rmSync(source, { recursive: true });
    };
    await expect(library.import(source, {}, { onProgress })).rejects.toMatchObject({
      code: 'path-not-found',
    });
  });
});

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDataset } from '../../../main/db/datasets.ts';
import { listExportedImages } from '../../../main/db/exported-images.ts';
import { insertEdit } from '../../../main/db/image-changes.ts';
import { listImageIds } from '../../../main/db/image-list.ts';
import { exportDataset } from '../../../main/library/export-dataset.ts';
import { imageFilterSchema } from '../../../shared/domain/image-query.ts';
import { makeFolder } from './make-folder.ts';
import { type TestLibrary, openLibrary } from './open-library.ts';

let library: TestLibrary;
let output: string;
const roots: string[] = [];
beforeEach(() => {
  library = openLibrary();
  output = mkdtempSync(path.join(os.tmpdir(), 'export-'));
});
afterEach(() => {
  library.close();
  for (const root of [output, ...roots.splice(0)]) rmSync(root, { recursive: true, force: true });
});

function folderOf(files: Record<string, number | string>): string {
  const root = makeFolder(files);
  roots.push(root);
  return root;
}

function find(name: string) {
  const dataset = findDataset(library.database, name);
  if (dataset === null) throw new Error(`no dataset ${name}`);
  return dataset;
}

const write = (name: string, file: string) =>
  exportDataset(library.database, find(name).id, path.join(output, file));
const read = (file: string): string => readFileSync(path.join(output, file), 'utf8');
const listAll = (name: string) =>
  listExportedImages(library.database, find(name).id, { after: null, limit: 1000 });

/** Five images in three parts, one of them in two files, with columns that want quoting. */
function makeWard(): string {
  return folderOf({
    'a/1.png': 1,
    'a/2, "left".png': 2,
    'b/3.png': 3,
    'b/4.png': 4,
    'b/5.png': 5,
    'b/copy of 4.png': 4,
    'ward.csv': [
      'image;finding;age;patient id;split;nhận xét',
      'a/1.png;N;5;17;train;ho, "sốt"',
      '"a/2, ""left"".png";N;6;17;train;',
      'b/3.png;P;;person:9;val;=1+1',
      'b/4.png;P;7;;train; blank ',
      'b/5.png;P;8;;;x',
      'b/copy of 4.png;P;7;;test;',
      '',
    ].join('\r\n'),
  });
}

describe('a dataset written as a CSV file', () => {
  it('has a row an image with corrections, exclusions and further columns', async () => {
    const root = makeWard();
    await library.import(path.join(root, 'ward.csv'));
    const { id: datasetId } = find('test');
    const [first = 0, second = 0] = listImageIds(library.database, {
      datasetId,
      filter: imageFilterSchema.parse({}),
      sort: 'path',
      isDescending: false,
      run: null,
    });
    await insertEdit(library.database, datasetId, [first], { field: 'class', className: 'P' });
    await insertEdit(library.database, datasetId, [second], { field: 'excluded', isExcluded: true });

    const written = await write('test', 'out.csv');
    expect(written).toEqual({ path: path.join(output, 'out.csv'), images: 5 });
    // by RFC 4180; the image with a copy in the test part is held to that part
    expect(read('out.csv').split('\r\n')).toEqual([
      'path,label,patient,split,excluded,age,nhận xét',
      'a/1.png,P,17,train,no,5,"ho, ""sốt"""',
      '"a/2, ""left"".png",N,17,train,yes,6,',
      'b/3.png,P,person:9,val,no,,=1+1',
      'b/4.png,P,file:b/4.png,test,no,7," blank "',
      'b/5.png,P,file:b/5.png,,no,8,x',
      '',
    ]);
  });

  it('comes back as the same dataset, and is written as the same file again', async () => {
    const root = makeWard();
    await library.import(path.join(root, 'ward.csv'));
    const { id } = find('test');
    await insertEdit(library.database, id, [1], { field: 'class', className: 'P' });
    await insertEdit(library.database, id, [3], { field: 'excluded', isExcluded: true });
    await write('test', 'first.csv');

    const report = await library.import(root, { csv: path.join(output, 'first.csv'), name: 'again' });
    expect(report).toMatchObject({ added: 5, rejected: [] });
    expect(listAll('again')).toEqual(listAll('test'));
    await write('again', 'second.csv');
    expect(read('second.csv')).toBe(read('first.csv'));
  });

  it('keeps patients that patterns told, also where they would not tell them again', async () => {
    const root = folderOf({ 'A/ward7_1.png': 1, 'A/ward7_2.png': 2, 'B/ward8_1.png': 3, 'B/other.png': 4 });
    await library.import(root, {
      patientPatterns: [{ name: 'ward', expression: String.raw`^ward(?<patient>\d+)_` }],
    });
    await write('test', 'out.csv');
    await library.import(root, { csv: path.join(output, 'out.csv'), name: 'again' });
    expect(listAll('again').map(({ patient }) => patient)).toEqual([
      'ward:7',
      'ward:7',
      'file:B/other.png',
      'ward:8',
    ]);
  });

  it('takes no file’s place, and leaves nothing half-written', async () => {
    await library.import(path.join(makeWard(), 'ward.csv'));
    writeFileSync(path.join(output, 'labels.csv'), 'mine');
    await expect(write('test', 'labels.csv')).rejects.toMatchObject({
      code: 'output-not-writable',
      message: expect.stringContaining('there is one of that name'),
    });
    await expect(write('test', 'labels.csv/deeper.csv')).rejects.toMatchObject({
      code: 'output-not-writable',
    });
    expect(readdirSync(output)).toEqual(['labels.csv']);
    expect(read('labels.csv')).toBe('mine');
  });
});

describe('a CSV file imported into a dataset that is there', () => {
  it('brings new images and changed columns, and no label that the dataset lacks', async () => {
    const root = folderOf({ '1.png': 1, '2.png': 2, '3.png': 3, '4.png': 4 });
    const csv = path.join(root, 'labels.csv');
    writeFileSync(csv, 'path,label,age\n1.png,N,5\n2.png,P,6\n');
    await library.import(csv);
    writeFileSync(csv, 'path,label,age\n1.png,N,7\n2.png,P,6\n3.png,P,\n4.png,Q,\n');
    const report = await library.import(csv);
    expect(report).toMatchObject({ added: 1, unchanged: 2, classes: { N: 1, P: 2 } });
    expect(report.rejected.map(({ message }) => message)).toEqual([
      'labels.csv, line 5, column "label": "Q" is no class of the dataset, which has N, P. Mend it, or import under a new name.',
    ]);
    expect(listAll('test').map(({ path: file, columns }) => [file, columns?.['age']])).toEqual([
      ['1.png', '7'],
      ['2.png', '6'],
      ['3.png', ''],
    ]);
  });

  it('leaves the dataset as it was where the file turns out not to be UTF-8', async () => {
    const root = folderOf({ '1.png': 1, '2.png': 2, '3.png': 3 });
    const csv = path.join(root, 'labels.csv');
    writeFileSync(csv, 'path,label\n1.png,N\n2.png,P\n');
    await library.import(csv);
    writeFileSync(csv, Buffer.from('path,label\n1.png,P\n3.png,P\n\xff.png,P\n', 'latin1'));
    await expect(library.import(csv)).rejects.toMatchObject({ code: 'csv-invalid' });
    expect(listAll('test').map(({ path: file, className }) => `${file} ${className}`)).toEqual([
      '1.png N',
      '2.png P',
    ]);
  });
});

describe('further columns', () => {
  it('are searched like paths and patients', async () => {
    await library.import(path.join(makeWard(), 'ward.csv'));
    const search = (text: string): number =>
      listImageIds(library.database, {
        datasetId: find('test').id,
        filter: imageFilterSchema.parse({ search: text }),
        sort: 'path',
        isDescending: false,
        run: null,
      }).length;
    expect(search('sốt')).toBe(1);
    expect(search('=1+1')).toBe(1);
    // a name of a column is none of its values, and a percent sign stands for itself
    expect(search('nhận')).toBe(0);
    expect(search('%')).toBe(0);
  });
});

describe('classes from words in file names', () => {
  it('are kept with the dataset: importing it again gives new files their classes too', async () => {
    const root = folderOf({
      'NORMAL/IM-1-1.png': 1,
      'PNEUMONIA/person1_bacteria_1.png': 2,
      'PNEUMONIA/person2_virus_1.png': 3,
    });
    const report = await library.import(root, { classWords: ['bacteria', 'virus'] });
    expect(report.classes).toEqual({ NORMAL: 1, BACTERIA: 1, VIRUS: 1 });
    const more = makeFolder({ 'x.png': 9 });
    roots.push(more);
    writeFileSync(path.join(root, 'PNEUMONIA/person3_virus_1.png'), readFileSync(path.join(more, 'x.png')));
    expect((await library.import(root)).classes).toEqual({ NORMAL: 1, BACTERIA: 1, VIRUS: 2 });
  });
});

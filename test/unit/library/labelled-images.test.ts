import { chmodSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type LabelledImages, findLabelledImages } from '../../../main/library/labelled-images.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';
import { makeFolder } from './make-folder.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function folderOf(files: Record<string, string>): string {
  const root = makeFolder(files);
  roots.push(root);
  return root;
}

const find = (location: string, csv: string | null = null): Promise<LabelledImages> =>
  findLabelledImages(location, { csv, patientPatterns: defaultPatientPatterns });

/** What was found in short: path, class, split. */
const summarise = ({ images }: LabelledImages): string[] =>
  images.map(({ path: file, className, givenSplit }) => `${file} ${className} ${givenSplit ?? '-'}`);
const reasons = ({ rejected }: LabelledImages): string[] =>
  rejected.map(({ path: file, code }) => `${file} ${code}`);

describe('findLabelledImages, in a folder of class folders', () => {
  it('takes every file however deep, of the class of its folder', async () => {
    const root = folderOf({ 'a/1.png': '', 'a/deep/er/2.png': '', 'b/notes.txt': '', 'b/3.png': '' });
    const found = await find(root);
    expect(summarise(found)).toEqual([
      'a/1.png a -',
      'a/deep/er/2.png a -',
      'b/3.png b -',
      'b/notes.txt b -',
    ]);
    expect(found.root).toBe(realpathSync(root));
    expect(found.images[0]?.absolutePath).toBe(path.join(realpathSync(root), 'a/1.png'));
    expect(found.rejected).toEqual([]);
  });

  it('lists files that lie in no class folder, and passes over what systems leave behind', async () => {
    const root = folderOf({
      'loose.png': '',
      '.DS_Store': '',
      'a/1.png': '',
      'a/Thumbs.db': '',
      'a/._1.png': '',
      '__MACOSX/a/1.png': '',
      'b/desktop.ini': '',
      'b/2.png': '',
    });
    const found = await find(root);
    expect(summarise(found)).toEqual(['a/1.png a -', 'b/2.png b -']);
    expect(reasons(found)).toEqual(['loose.png image-without-class']);
  });

  it('takes names in blanks, quotes, emoji and Vietnamese, and class names in NFC', async () => {
    const root = folderOf({
      'PNEUMONIA ü 🫁/it\'s "1".png': '',
      'bi\u0323nh thu\u031bo\u031b\u0300ng/2.png': '',
    });
    const found = await find(root);
    expect(new Set(found.images.map(({ className }) => className))).toEqual(
      new Set(['PNEUMONIA ü 🫁', 'bi\u0323nh thu\u031bo\u031b\u0300ng'.normalize('NFC')]),
    );
  });

  it('does not follow links to folders, follows links to files, and lists dead ones', async () => {
    const root = folderOf({ 'a/1.png': '', 'b/2.png': '' });
    symlinkSync(root, path.join(root, 'a', 'loop'));
    symlinkSync(path.join(root, 'b'), path.join(root, 'c'));
    symlinkSync(path.join(root, 'b', '2.png'), path.join(root, 'a', 'linked.png'));
    symlinkSync('nowhere', path.join(root, 'a', 'dead.png'));
    const found = await find(root);
    expect(summarise(found)).toEqual(['a/1.png a -', 'a/linked.png a -', 'b/2.png b -']);
    expect(reasons(found).sort()).toEqual([
      'a/dead.png image-unreadable',
      'a/loop folder-skipped',
      'c folder-skipped',
    ]);
  });

  it('tells patients by the patterns', async () => {
    const found = await find(folderOf({ 'a/person7_virus_1.jpeg': '', 'b/scan.png': '' }));
    expect(found.images.map(({ patient }) => patient)).toEqual(['person:7', 'file:b/scan.png']);
  });

  it('resolves links in the way to the folder, so that one folder has one name', async () => {
    const root = folderOf({ 'a/1.png': '' });
    const link = `${root} link`;
    roots.push(link);
    symlinkSync(root, link);
    expect((await find(link)).root).toBe((await find(`${root}/../${path.basename(root)}/`)).root);
  });

  it.skipIf(process.getuid?.() === 0)('lists a folder that may not be entered', async () => {
    const root = folderOf({ 'a/1.png': '', 'a/locked/2.png': '', 'b/3.png': '' });
    chmodSync(path.join(root, 'a/locked'), 0);
    const found = await find(root);
    chmodSync(path.join(root, 'a/locked'), 0o700);
    expect(reasons(found)).toEqual(['a/locked folder-skipped']);
  });
});

describe('findLabelledImages, in a divided folder', () => {
  it('reads train, val and test folders in any case and by their longer names', async () => {
    const found = await find(
      folderOf({ 'Train/N/1.png': '', 'VALIDATION/N/2.png': '', 'test/P/3.png': '', 'valid/P/4.png': '' }),
    );
    expect(summarise(found).sort()).toEqual([
      'Train/N/1.png N train',
      'VALIDATION/N/2.png N val',
      'test/P/3.png P test',
      'valid/P/4.png P val',
    ]);
  });

  it('takes a train folder alone', async () => {
    expect(summarise(await find(folderOf({ 'train/N/1.png': '', 'train/P/2.png': '' })))).toEqual([
      'train/N/1.png N train',
      'train/P/2.png P train',
    ]);
  });

  it('lists folders and files beside the split folders, and files beside their class folders', async () => {
    const found = await find(
      folderOf({ 'train/N/1.png': '', 'chest_xray/train/N/1.png': '', 'train/x.png': '', 'notes.txt': '' }),
    );
    expect(summarise(found)).toEqual(['train/N/1.png N train']);
    expect(reasons(found).sort()).toEqual([
      'chest_xray folder-skipped',
      'notes.txt image-without-class',
      'train/x.png image-without-class',
    ]);
  });

  it('takes a class called "test" for a class where there are no folders in it', async () => {
    expect(summarise(await find(folderOf({ 'test/1.png': '', 'control/2.png': '' })))).toEqual([
      'control/2.png control -',
      'test/1.png test -',
    ]);
  });
});

describe('findLabelledImages, where there is nothing to find', () => {
  it('refuses a path that is not there', async () => {
    await expect(find('/nonexistent/folder')).rejects.toMatchObject({
      code: 'path-not-found',
      message: expect.stringContaining('/nonexistent/folder'),
    });
  });

  it('refuses an empty folder, and one of empty class folders', async () => {
    await expect(find(folderOf({}))).rejects.toMatchObject({ code: 'dataset-empty' });
    const root = folderOf({});
    mkdirSync(path.join(root, 'a'));
    mkdirSync(path.join(root, 'b'));
    await expect(find(root)).rejects.toMatchObject({ code: 'dataset-empty' });
  });

  it('refuses files without class folders, also in split folders', async () => {
    for (const files of [
      { '1.png': '', '2.png': '' },
      { 'train/1.png': '', 'test/2.png': '' },
    ]) {
      await expect(find(folderOf(files))).rejects.toMatchObject({
        code: 'dataset-without-classes',
        message: expect.stringContaining('a folder for each class'),
      });
    }
  });
});

describe('findLabelledImages, by a CSV file', () => {
  const files = { 'img/1.png': '', 'img/2.png': '', 'img/3.png': '' };

  it('reads path, label, patient and split, relative to the CSV file', async () => {
    const root = folderOf({
      ...files,
      'labels.csv':
        'path,label,patient,split\nimg/1.png,N,p1,train\nimg/2.png,P,,validation\nimg/3.png,P,p2,\n',
    });
    const found = await find(path.join(root, 'labels.csv'));
    expect(summarise(found)).toEqual(['img/1.png N train', 'img/2.png P val', 'img/3.png P -']);
    expect(found.images.map(({ patient }) => patient)).toEqual(['csv:p1', 'file:img/2.png', 'csv:p2']);
    expect(found.csvPath).toBe(path.join(realpathSync(root), 'labels.csv'));
  });

  it.each([
    ['a byte order mark', '\uFEFFpath,label\nimg/1.png,N\nimg/2.png,P\n'],
    ['semicolons', 'path;label\nimg/1.png;N\nimg/2.png;P\n'],
    ['tabs', 'path\tlabel\nimg/1.png\tN\nimg/2.png\tP\n'],
    ['Windows line ends and backslashes', 'path,label\r\nimg\\1.png,N\r\nimg\\2.png,P\r\n'],
    ['quotes, other columns and another order', 'age,LABEL, Path \n5,"N","img/1.png"\n6,P,img/2.png\n'],
    ['empty lines', 'path,label\n\nimg/1.png,N\n,\nimg/2.png,P\n\n'],
  ])('reads a file with %s', async (_, text) => {
    const root = folderOf({ ...files, 'labels.csv': text });
    const found = await find(root, path.join(root, 'labels.csv'));
    expect(summarise(found)).toEqual(['img/1.png N -', 'img/2.png P -']);
    expect(found.rejected).toEqual([]);
  });

  it('takes paths relative to the folder when both are given', async () => {
    const root = folderOf({ ...files, 'elsewhere/labels.csv': 'path,label\n1.png,N\n2.png,P\n' });
    const found = await find(path.join(root, 'img'), path.join(root, 'elsewhere/labels.csv'));
    expect(summarise(found)).toEqual(['1.png N -', '2.png P -']);
  });

  it('lists rows that cannot be used, with line and reason, and counts a file named twice once', async () => {
    const root = folderOf({
      ...files,
      'labels.csv':
        'path,label,split\nimg/1.png,N,\n../out.png,P,\n/etc/hostname,P,\nimg/4.png,P,\nimg/2.png,,\nimg/2.png,P,dev\nimg/1.png,N,\nimg/1.png,P,\n',
    });
    const found = await find(path.join(root, 'labels.csv'));
    expect(summarise(found)).toEqual(['img/1.png N -']);
    expect(found.rejected.map(({ code }) => code)).toEqual(Array(6).fill('csv-invalid'));
    expect(found.rejected.map(({ message }) => message)).toEqual([
      expect.stringContaining('Line 3 names a file that is not there'),
      expect.stringMatching(/Line 4 names a file (outside|that is not there)/),
      expect.stringContaining('Line 5 names a file that is not there'),
      expect.stringContaining('Line 6 has no label'),
      expect.stringContaining('Line 7 has the split "dev"'),
      expect.stringContaining('Line 9 names the same file'),
    ]);
  });

  it('does not leave its folder, even for a file that is there', async () => {
    const outside = folderOf({ 'secret.png': '' });
    const root = folderOf({
      ...files,
      'labels.csv': `path,label\nimg/1.png,N\n../${path.basename(outside)}/secret.png,P\n`,
    });
    const found = await find(path.join(root, 'labels.csv'));
    expect(found.rejected[0]?.message).toContain('Line 3 names a file outside');
  });

  it.each([
    ['file,label\nimg/1.png,N\n', 'lacks the column path'],
    ['a,b\n1,2\n', 'lacks the column path and label (found a, b)'],
    ['', 'lacks the column path and label (it is empty)'],
    ['path,label\n"img/1.png,N\n', 'cannot be read as CSV'],
  ])('refuses %j', async (text, problem) => {
    const root = folderOf({ ...files, 'labels.csv': text });
    await expect(find(path.join(root, 'labels.csv'))).rejects.toMatchObject({
      code: 'csv-invalid',
      message: expect.stringContaining(problem),
    });
  });

  it('refuses text that is not UTF-8', async () => {
    const root = makeFolder({
      ...files,
      'labels.csv': Buffer.from('path,label\nimg/1.png,N\xe4\n', 'latin1'),
    });
    roots.push(root);
    await expect(find(path.join(root, 'labels.csv'))).rejects.toMatchObject({
      code: 'csv-invalid',
      message: expect.stringContaining('UTF-8'),
    });
  });

  it('refuses a file whose rows are all unusable, with the first reason', async () => {
    const root = folderOf({ 'labels.csv': 'path,label\nnone.png,N\n' });
    await expect(find(path.join(root, 'labels.csv'))).rejects.toMatchObject({
      code: 'dataset-empty',
      message: expect.stringContaining('Line 2'),
    });
  });
});

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

const find = (location: string): Promise<LabelledImages> =>
  findLabelledImages(location, { patientPatterns: defaultPatientPatterns });

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

describe('findLabelledImages, with words in file names that tell classes', () => {
  const findWith = (files: Record<string, string>, classWords: string[]): Promise<LabelledImages> =>
    findLabelledImages(folderOf(files), { patientPatterns: defaultPatientPatterns, classWords });

  it('gives a file the class of the word that is a whole part of its name, and others that of their folder', async () => {
    const files = {
      'NORMAL/IM-0115-0001.jpeg': '',
      'PNEUMONIA/person1_bacteria_2.jpeg': '',
      'PNEUMONIA/person1_virus_6.jpeg': '',
      'PNEUMONIA/Virus.jpeg': '',
      'PNEUMONIA/antivirus-7.jpeg': '',
      'PNEUMONIA/virus2.jpeg': '',
      'virus/IM-3.jpeg': '',
    };
    expect(summarise(await findWith(files, ['bacteria', 'virus']))).toEqual([
      'NORMAL/IM-0115-0001.jpeg NORMAL -',
      'PNEUMONIA/Virus.jpeg VIRUS -',
      'PNEUMONIA/antivirus-7.jpeg PNEUMONIA -',
      'PNEUMONIA/person1_bacteria_2.jpeg BACTERIA -',
      'PNEUMONIA/person1_virus_6.jpeg VIRUS -',
      'PNEUMONIA/virus2.jpeg PNEUMONIA -',
      'virus/IM-3.jpeg virus -',
    ]);
  });

  it('takes the first word given where a name has several, and words of any script', async () => {
    const files = { 'a/virus_viêm.png': '', 'a/VIÊM-1.png': '' };
    expect(summarise(await findWith(files, ['viêm', 'virus']))).toEqual([
      'a/VIÊM-1.png VIÊM -',
      'a/virus_viêm.png VIÊM -',
    ]);
  });
});

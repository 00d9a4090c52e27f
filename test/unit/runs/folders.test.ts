import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFolder } from '../../../main/services/folders.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';

const folder = makeTemporaryFolder();
beforeAll(() => {
  for (const name of ['scan 10', 'scan 2', '.hidden', 'Ảnh']) mkdirSync(path.join(folder.path, name));
  for (const name of ['a.png', 'labels 10.csv', 'labels 2.CSV', '.c', '.d.csv'])
    writeFileSync(path.join(folder.path, name), '');
  symlinkSync(path.join(folder.path, 'scan 2'), path.join(folder.path, 'link'));
  symlinkSync(path.join(folder.path, 'nowhere'), path.join(folder.path, 'broken.csv'));
  symlinkSync(path.join(folder.path, 'labels 2.CSV'), path.join(folder.path, 'latest.csv'));
  mkdirSync(path.join(folder.path, 'scan 2', 'folder.csv'));
});
afterAll(() => folder.remove());

test('names folders as people count, links to them among them, and counts files', async () => {
  const listed = await listFolder(folder.path);
  expect(listed.folders).toEqual(['Ảnh', 'link', 'scan 2', 'scan 10']);
  // a.png, two tables, the link to one and the broken link
  expect(listed).toMatchObject({ path: folder.path, parent: path.dirname(folder.path), files: 5 });
});

test('names CSV files as people count, links to them among them, and no folder that is called like one', async () => {
  const { csvFiles } = await listFolder(folder.path);
  expect(csvFiles).toEqual(['labels 2.CSV', 'labels 10.csv', 'latest.csv']);
  expect((await listFolder(path.join(folder.path, 'scan 2'))).csvFiles).toEqual([]);
});

test('nothing asked for is the folder of the user; the root has no parent', async () => {
  expect((await listFolder('')).path).toBe(path.resolve(os.homedir()));
  expect((await listFolder(path.parse(folder.path).root)).parent).toBeNull();
});

test('what is not there, or no folder, is told', async () => {
  for (const name of ['none', 'a.png']) {
    await expect(listFolder(path.join(folder.path, name))).rejects.toMatchObject({ code: 'path-not-found' });
  }
});

test('names many thousand folders in order', async () => {
  const many = path.join(folder.path, 'scan 10');
  const numbers = Array.from({ length: 4501 }, (_, place) => (place * 1999) % 4501);
  for (const number of numbers) mkdirSync(path.join(many, `patient${number}`));
  const { folders } = await listFolder(many);
  expect(folders).toEqual(numbers.map((_, place) => `patient${place}`));
});

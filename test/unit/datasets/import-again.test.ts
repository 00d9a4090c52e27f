import { rmSync } from 'node:fs';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ImportService, createImportService } from '../../../main/services/imports.ts';
import { addFiles, makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;
let service: ImportService;
let source: string;

beforeEach(async () => {
  library = openLibrary();
  const log = pino({ level: 'silent' });
  service = createImportService({ ...library, publish: () => {}, log, samplesDirectory: null });
  source = makeFolder({ 'N/a.png': 1, 'P/b.png': 2 });
});
afterEach(async () => {
  await service.close();
  library.close();
  rmSync(source, { recursive: true, force: true });
});

it('finds what is new in the folder that a dataset came from', async () => {
  await library.import(source);
  addFiles(source, { 'P/c.png': 3 });
  const { importId } = service.startAgain('test');
  expect(await service.wait(importId)).toMatchObject({ dataset: 'test', added: 1, unchanged: 2 });
});

it('reads the same table again where one gave the labels', async () => {
  addFiles(source, { 'labels.csv': 'path,label\nN/a.png,N\nP/b.png,P\n' });
  await library.import(`${source}/labels.csv`);
  addFiles(source, { 'P/c.png': 3, 'labels.csv': 'path,label\nN/a.png,N\nP/b.png,P\nP/c.png,P\n' });
  expect(await service.wait(service.startAgain(1).importId)).toMatchObject({ added: 1, unchanged: 2 });
});

it('says so where the dataset is gone', () => {
  expect(() => service.startAgain(5)).toThrow(expect.objectContaining({ code: 'dataset-not-found' }));
});

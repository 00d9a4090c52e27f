import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { doChoresOnThreads } from '../../../main/chores/chore-threads.ts';
import type { ChoreProgress } from '../../../main/chores/chore-shapes.ts';
import { countImages } from '../../../main/db/images.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

const request = {
  name: 'x',
  csv: null,
  patientPatterns: null,
  classWords: null,
  positiveClass: null,
  negativeClass: null,
  mayHaveMoved: false,
  owner: 'test',
};

let library: TestLibrary;
let source: string;

beforeEach(() => {
  library = openLibrary();
  source = makeFolder({ 'N/1.png': 1, 'N/2.png': 2, 'P/3.png': 3 });
});
afterEach(() => {
  library.close();
  rmSync(source, { recursive: true, force: true });
});

it('imports on a thread: the report and the progress arrive, and the images are in the library', async () => {
  const told: ChoreProgress<'import-dataset'>[] = [];
  const report = await doChoresOnThreads(library.home)(
    'import-dataset',
    { ...request, path: source },
    { onProgress: (progress) => told.push(progress) },
  );
  expect(report).toMatchObject({ dataset: 'x', added: 3, classes: { N: 2, P: 1 } });
  expect(countImages(library.database, report.datasetId)).toBe(3);
  expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(['searching', 'reading', 'storing']));
});

it('tells what went wrong as it would have been told without a thread', async () => {
  const create = { preset: 'cnn5', name: null, settings: {}, network: null };
  const chore = { request: { dataset: 'nothing', ...create }, trial: null, owner: 'someone' };
  const here = await library.doChore('create-run', chore).catch((thrown: unknown) => thrown);
  await expect(doChoresOnThreads(library.home)('create-run', chore)).rejects.toEqual(here);
  expect(here).toMatchObject({ code: 'dataset-not-found' });
});

it('ends early when it is told to, and leaves nothing behind', async () => {
  const cancellation = new AbortController();
  const underWay = doChoresOnThreads(library.home)(
    'import-dataset',
    { ...request, path: source },
    { signal: cancellation.signal, onProgress: () => cancellation.abort() },
  );
  await expect(underWay).rejects.toMatchObject({ code: 'import-cancelled' });
  expect(countImages(library.database, 1)).toBe(0);
});

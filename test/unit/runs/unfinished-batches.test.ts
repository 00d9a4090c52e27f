import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, openApplication } from '../../../main/application.ts';
import type { UnfinishedBatch } from '../../../shared/domain/prediction.ts';
import { openLibrary, type OpenLibrary, waitForEvent, trainRun } from './open-library.ts';

const files = 150;
const script = path.resolve(import.meta.dirname, '../../fixtures/start-batch.ts');

let library: OpenLibrary;
let application: Application;
let run: number;

beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  ({ run } = await trainRun(application, 'asked', { epochs: 1 }));
});
afterAll(async () => {
  await application.close();
  await library.close();
});

/** A folder of many images, none of which was predicted before. */
function makeFolder(name: string): string {
  const folder = path.join(library.folder, name);
  const source = path.join(library.source, 'PNEUMONIA');
  const [film] = readdirSync(source);
  if (film === undefined) throw new Error('there are no films');
  mkdirSync(folder);
  for (let place = 0; place < files; place += 1) {
    copyFileSync(path.join(source, film), path.join(folder, `${place}.jpeg`));
  }
  return folder;
}

async function reopen(): Promise<void> {
  await application.close();
  application = await openApplication({ home: library.home, engine: 'auto', front: 'command-line' });
}

async function findUnfinished(): Promise<UnfinishedBatch> {
  const [batch, ...others] = await application.call('predictions:list-unfinished', {});
  if (batch === undefined) throw new Error('no batch is unfinished');
  expect(others).toEqual([]);
  return batch;
}

/** Paths of all stored predictions of a folder's images. */
async function listPredicted(folder: string): Promise<string[]> {
  const predictions = await application.call('predictions:list', { run, limit: 1000 });
  return predictions.map((prediction) => prediction.path).filter((file) => path.dirname(file) === folder);
}

async function resume(batch: string): Promise<void> {
  const ended = waitForEvent(application, ({ name }) => name === 'prediction:batch-ended');
  await application.call('predictions:resume-batch', { batch });
  expect((await ended).payload).toMatchObject({ batch, outcome: 'completed' });
}

test('a folder whose process is killed goes on where it was, and no image is predicted twice', async () => {
  const folder = makeFolder('killed');
  const child = spawn(process.execPath, [script, library.home, 'asked', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  // Another window sees that somebody works on it.
  expect(await application.call('predictions:list-unfinished', {})).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const { batch, done, ...rest } = await findUnfinished();
  expect(rest).toMatchObject({ run, runName: 'asked', folder, views: 1, total: files });
  expect(done).toBeGreaterThan(0);
  expect(await listPredicted(folder)).toHaveLength(done);
  await resume(batch);
  const predicted = await listPredicted(folder);
  expect(predicted).toHaveLength(files);
  expect(new Set(predicted).size).toBe(files);
  expect(await application.call('predictions:list-unfinished', {})).toEqual([]);
});

test('a folder that closing the app cut short can be thrown away; what was predicted stays', async () => {
  const folder = makeFolder('closed');
  const { batch } = await application.call('predictions:start-batch', { run, path: folder });
  await waitForEvent(application, ({ name }) => name === 'prediction:progressed');
  await reopen();
  const { batch: left, done } = await findUnfinished();
  expect(left).toBe(batch);
  await application.call('predictions:cancel-batch', { batch });
  expect(await application.call('predictions:list-unfinished', {})).toEqual([]);
  expect(await listPredicted(folder)).toHaveLength(done);
  await expect(application.call('predictions:resume-batch', { batch })).rejects.toMatchObject({
    code: 'batch-not-found',
  });
});

test('a folder that is not there any more keeps its batch until it is', async () => {
  const folder = makeFolder('gone');
  const { batch } = await application.call('predictions:start-batch', { run, path: folder });
  await waitForEvent(application, ({ name }) => name === 'prediction:progressed');
  await reopen();
  rmSync(folder, { recursive: true });
  await expect(application.call('predictions:resume-batch', { batch })).rejects.toMatchObject({
    code: 'path-not-found',
  });
  expect((await findUnfinished()).batch).toBe(batch);
  await application.call('predictions:cancel-batch', { batch });
});

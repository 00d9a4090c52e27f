import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, type Front, openApplication } from '../../../main/application.ts';
import { openLibrary, type OpenLibrary, quickSettings } from './open-library.ts';

const script = path.resolve(import.meta.dirname, '../../fixtures/queue-runs.ts');

let library: OpenLibrary;
const opened: Application[] = [];

beforeEach(async () => {
  library = await openLibrary({ patients: 4 });
});
afterEach(async () => {
  await closeAll();
  await library.close();
});

async function open(front: Front): Promise<Application> {
  const application = await openApplication({ home: library.home, engine: 'auto', front });
  opened.push(application);
  return application;
}

async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((application) => application.close()));
}

async function queueRun(application: Application, name: string, changes = {}): Promise<number> {
  const settings = { ...quickSettings, epochs: 1, ...changes };
  const run = await application.call('runs:start', { dataset: 'tiny', preset: 'cnn5', name, settings });
  return run.run;
}

async function listStatuses(application: Application): Promise<Record<string, string>> {
  const runs = await application.call('runs:list', {});
  return Object.fromEntries(runs.map(({ name, status }) => [name, status]));
}

test('runs that wait in a window wait on when it is closed, in their order, for the next one', async () => {
  const window = await open('browser');
  await queueRun(window, 'long', { epochs: 500, patience: 0 });
  const [early, late] = [await queueRun(window, 'early'), await queueRun(window, 'late')];
  const unwanted = await queueRun(window, 'unwanted');
  await window.call('runs:move', { run: late, direction: 'earlier' });
  await closeAll();

  // A terminal looks at them, and one is stopped there: it does not train them.
  const terminal = await open('command-line');
  const waiting = { early: 'queued', late: 'queued' };
  expect(await listStatuses(terminal)).toMatchObject({ ...waiting, long: 'interrupted', unwanted: 'queued' });
  expect(await terminal.call('runs:show', { run: early })).toMatchObject({
    statusReason: { code: 'waits-for-window' },
  });
  await terminal.call('runs:stop', { run: unwanted });
  expect(await listStatuses(terminal)).toMatchObject({ ...waiting, unwanted: 'stopped' });
  await closeAll();

  const next = await open('browser');
  expect(await next.call('runs:queue', {})).toEqual([late, early]);
  const ended = await Promise.all([late, early].map((run) => next.call('runs:wait', { run })));
  expect(ended.map(({ status }) => status)).toEqual(['completed', 'completed']);
  const [startOfLate = '', startOfEarly = ''] = ended.map(({ startedAt }) => startedAt ?? '');
  expect(startOfLate < startOfEarly).toBe(true);
  expect(await listStatuses(next)).toMatchObject({ long: 'interrupted' });
});

test('the same where the window was killed', async () => {
  const child = spawn(process.execPath, [script, library.home, 'tiny', 'long', 'second', 'third'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const terminal = await open('command-line');
  expect(await listStatuses(terminal)).toEqual({ long: 'interrupted', second: 'queued', third: 'queued' });
  const runs = await terminal.call('runs:list', {});
  const idOf = (wanted: string) => runs.find(({ name }) => name === wanted)?.run;
  const next = await open('browser');
  expect(await next.call('runs:queue', {})).toEqual([idOf('second'), idOf('third')]);
});

test('a run that waits in a terminal ends with it', async () => {
  const window = await open('browser');
  const long = await queueRun(window, 'long', { epochs: 500, patience: 0 });
  const terminal = await open('command-line');
  await queueRun(terminal, 'waits');
  await terminal.close();
  expect(await listStatuses(window)).toMatchObject({ waits: 'interrupted' });
  await window.call('runs:stop', { run: long });
});

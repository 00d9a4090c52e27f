import { appendFileSync, cpSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveUnfinishedImport } from '../../../main/db/unfinished-imports.ts';
import type { Publish } from '../../../main/events.ts';
import { type ImportService, createImportService } from '../../../main/services/imports.ts';
import { unfinishedImportSchema } from '../../../shared/ipc/methods/imports.ts';
import { events, type EventName } from '../../../shared/ipc/contract.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

const defaults = {
  csv: null,
  patientPatterns: null,
  classWords: null,
  positiveClass: null,
  negativeClass: null,
};

let library: TestLibrary;
let service: ImportService;
let published: { name: EventName; payload: unknown }[];
let logged: string[];
let folders: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });

beforeEach(() => {
  library = openLibrary();
  published = [];
  logged = [];
  service = openService(null);
});
afterEach(async () => {
  await service.close();
  library.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

function openService(samplesDirectory: string | null): ImportService {
  const publish: Publish = (name, payload) => published.push({ name, payload });
  return createImportService({ ...library, publish, log, samplesDirectory });
}

function folderOf(files: Parameters<typeof makeFolder>[0]): string {
  const folder = makeFolder(files);
  folders.push(folder);
  return folder;
}

/** A folder that takes long enough to be found in the middle of. */
const manyFiles = (): Record<string, number> =>
  Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n % 2 === 0 ? 'N' : 'P'}/${n}.png`, n]));

describe('imports', () => {
  it('starts at once, tells its progress and its end as the contract has it, and is over', async () => {
    const { importId } = service.start({
      ...defaults,
      path: folderOf({ 'N/1.png': 1, 'P/2.png': 2 }),
      name: 'x',
    });
    expect(service.list()).toEqual([
      { importId, dataset: 'x', phase: 'searching', done: 0, total: 0, secondsLeft: null },
    ]);
    const report = await service.wait(importId);
    expect(report).toMatchObject({ dataset: 'x', images: 2, added: 2 });
    expect(service.list()).toEqual([]);
    for (const { name, payload } of published) expect(events[name].parse(payload)).toEqual(payload);
    expect(published.map(({ name }) => name)).toEqual([
      ...Array(published.length - 1).fill('import:progressed'),
      'import:ended',
    ]);
    const phases = published
      .slice(0, -1)
      .map(({ payload }) => events['import:progressed'].parse(payload).phase);
    expect([...new Set(phases)]).toEqual(['searching', 'reading', 'storing']);
    expect(published.at(-1)?.payload).toEqual({ importId, dataset: 'x', report, error: null });
    await expect(service.wait(importId)).resolves.toEqual(report);
  });

  it('tells what ended it early, by wait and by event, and logs neither names nor paths', async () => {
    const folder = folderOf({ 'N/patient Nguyen.png': 1 });
    const { importId } = service.start({ ...defaults, path: folder, name: 'x' });
    await expect(service.wait(importId)).rejects.toMatchObject({ code: 'dataset-one-class' });
    expect(published.at(-1)).toMatchObject({
      name: 'import:ended',
      payload: { importId, report: null, error: { code: 'dataset-one-class' } },
    });
    expect(logged.join('')).not.toMatch(/Nguyen|negatoscope test/);
  });

  it('cancels, and leaves nothing behind', async () => {
    const { importId } = service.start({ ...defaults, path: folderOf(manyFiles()), name: 'x' });
    service.cancel(importId);
    await expect(service.wait(importId)).rejects.toMatchObject({ code: 'import-cancelled' });
    expect(library.database.prepare('SELECT count(*) FROM datasets').pluck().get()).toBe(0);
  });

  it('refuses a second import into the same name, and runs two of different names side by side', async () => {
    const folder = folderOf({ 'N/1.png': 1, 'P/2.png': 2 });
    const first = service.start({ ...defaults, path: folder, name: 'Bệnh nhân' });
    expect(() => service.start({ ...defaults, path: folder, name: 'Bệnh nhân'.normalize('NFD') })).toThrow(
      expect.objectContaining({ code: 'dataset-busy' }),
    );
    const second = service.start({ ...defaults, path: folder, name: 'other' });
    const reports = await Promise.all([service.wait(first.importId), service.wait(second.importId)]);
    expect(reports.map(({ dataset, added }) => [dataset, added])).toEqual([
      ['Bệnh nhân', 2],
      ['other', 2],
    ]);
  });

  it('cancels everything when it is closed', async () => {
    const { importId } = service.start({ ...defaults, path: folderOf(manyFiles()), name: 'x' });
    await service.close();
    expect(service.list()).toEqual([]);
    await expect(service.wait(importId)).rejects.toMatchObject({ code: 'import-cancelled' });
  });

  it('tells of one that the end of the app cut short, until it is imported again or discarded', async () => {
    const files = manyFiles();
    const asked = { ...defaults, path: folderOf(files), name: 'x', classWords: ['virus'] };
    service.start(asked);
    expect(await service.listUnfinished()).toEqual([]);
    await service.close();
    library.openSession().release();

    const left = await service.listUnfinished();
    expect(left.map(({ request }) => request)).toEqual([asked]);
    for (const each of left) expect(unfinishedImportSchema.parse(each)).toEqual(each);
    expect(library.database.prepare('SELECT count(*) FROM datasets').pluck().get()).toBe(0);
    expect(readdirSync(library.home.scratchDirectory)).toEqual([]);

    const owner = library.locks.openSession();
    const again = createImportService({
      ...library,
      openSession: () => owner,
      publish: () => {},
      log,
      samplesDirectory: null,
    });
    await again.wait(again.start(asked).importId);
    expect(await service.listUnfinished()).toEqual([]);

    again.start(asked);
    await again.close();
    owner.release();
    expect(await service.listUnfinished()).toHaveLength(1);
    service.discard('x');
    expect(await service.listUnfinished()).toEqual([]);
  });

  it('cuts off the pixels that an import which died added to a dataset', async () => {
    const folder = folderOf({ 'N/1.png': 1, 'P/2.png': 2 });
    const { datasetId } = await service.wait(
      service.start({ ...defaults, path: folder, name: 'x' }).importId,
    );
    const pixels = path.join(library.home.cacheDirectory(datasetId), '150.u8');
    const { size } = statSync(pixels);
    appendFileSync(pixels, 'half an image');
    const request = { ...defaults, path: folder, name: 'x' };
    saveUnfinishedImport(library.database, { request, owner: '00000000-0000-0000-0000-000000000000' });
    expect(await service.listUnfinished()).toMatchObject([{ request }]);
    expect(statSync(pixels).size).toBe(size);
  });

  it('tells of none that was cancelled, failed or came to its end', async () => {
    const cancelled = service.start({ ...defaults, path: folderOf(manyFiles()), name: 'x' });
    service.cancel(cancelled.importId);
    const failed = service.start({ ...defaults, path: folderOf({ 'N/1.png': 1 }), name: 'y' });
    const whole = service.start({ ...defaults, path: folderOf({ 'N/1.png': 1, 'P/2.png': 2 }), name: 'z' });
    await Promise.allSettled([cancelled, failed, whole].map(({ importId }) => service.wait(importId)));
    library.openSession().release();
    expect(await service.listUnfinished()).toEqual([]);
  });

  it('knows no import that was never started', () => {
    expect(() => service.wait('none')).toThrow(expect.objectContaining({ code: 'import-not-found' }));
    expect(() => service.cancel('none')).toThrow(expect.objectContaining({ code: 'import-not-found' }));
  });
});

describe('imports of samples', () => {
  it('imports them as "samples", and again when the app has moved', async () => {
    const source = path.resolve(import.meta.dirname, '../../../samples/images');
    const copy = path.join(os.tmpdir(), `samples-${process.pid}`);
    folders.push(copy, `${copy}-moved`);
    cpSync(source, copy, { recursive: true });
    const first = openService(copy);
    expect(await first.wait(first.startSamples().importId)).toMatchObject({
      dataset: 'samples',
      added: 240,
      patients: 161,
    });
    renameSync(copy, `${copy}-moved`);
    const second = openService(`${copy}-moved`);
    expect(await second.wait(second.startSamples().importId)).toMatchObject({
      added: 0,
      unchanged: 240,
      warnings: [],
    });
  });

  it('says that there are none where they were left out', () => {
    expect(() => service.startSamples()).toThrow(expect.objectContaining({ code: 'path-not-found' }));
  });
});

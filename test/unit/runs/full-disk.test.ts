import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { doChoresHere } from '../../../main/chores/do-chore.ts';
import { openDatabase, type Database } from '../../../main/db/client.ts';
import { openHome } from '../../../main/home.ts';
import { createLocks, type Session } from '../../../main/locks.ts';
import { openLog } from '../../../main/log.ts';
import { createImportService } from '../../../main/services/imports.ts';
import { createRunService, type RunService } from '../../../main/services/runs.ts';
import { createTrainerHost, type TrainerHost } from '../../../main/trainer-host.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { quickSettings } from './open-library.ts';

const folder = makeTemporaryFolder();
let database: Database;
let trainer: TrainerHost;
let session: Session;
let runs: RunService;
const closing = new AbortController();
const told: string[] = [];

beforeEach(async () => {
  const home = openHome(path.join(folder.path, 'home'));
  const log = openLog(home.logsDirectory, {});
  database = openDatabase(home.databasePath);
  trainer = createTrainerHost({ engine: 'auto', log });
  const locks = createLocks(home.locksDirectory);
  session = locks.openSession();
  const context = {
    home,
    database,
    doChore: doChoresHere({ home, database }),
    log,
    locks,
    publish: (name: string) => void told.push(name),
    openSession: () => session,
    makeScratchPath: (ending: string) => path.join(home.scratchDirectory, `x${ending}`),
    closing: closing.signal,
    openTrainer: () => trainer,
  };
  const source = path.join(folder.path, 'tiny');
  await writeImageFolder(source, { patients: 6 });
  const imports = createImportService({ ...context, samplesDirectory: null });
  const choices = {
    csv: null,
    patientPatterns: null,
    classWords: null,
    positiveClass: null,
    negativeClass: null,
  };
  await imports.wait(imports.start({ path: source, name: 'tiny', ...choices }).importId);
  runs = createRunService(context);
});

afterEach(async () => {
  await runs.close();
  await trainer.close();
  session.release();
  database.close();
  folder.remove();
});

/** What a full disk does to a database: it cannot grow. */
function setDiskFull(isFull: boolean): void {
  const pages = database.pragma('page_count', { simple: true }) as number;
  database.pragma(`max_page_count = ${isFull ? pages : 1_000_000}`);
}

test('a disk that fills while a run trains fails the run, and whoever waits is told', async () => {
  const settings = { ...quickSettings, epochs: 1000, patience: 0 };
  const { run } = await runs.start({
    dataset: 'tiny',
    preset: 'cnn5',
    name: 'full',
    settings,
    network: null,
  });
  const ended = runs.wait(run);
  setDiskFull(true);
  const outcome = await ended.catch((error: unknown) => error);
  setDiskFull(false);
  // Whether there was just enough room left for the run's last word depends on the page it stands in.
  if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'disk-full' });
  expect(runs.show(run)).toMatchObject({
    status: 'failed',
    statusReason: { code: 'disk-full', message: expect.stringContaining('disk is full') as string },
  });
  expect(told).toContain('run:changed');
});

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../main/db/client.ts';
import { deleteDataset } from '../../../main/db/datasets.ts';
import { insertPredictions, insertReview, updatePredictionPatient } from '../../../main/db/predictions.ts';
import { deleteRun, endRun, insertRun, markRunStarted } from '../../../main/db/runs.ts';
import { insertSplit } from '../../../main/db/splits.ts';
import { openLog } from '../../../main/log.ts';
import { watchLibrary } from '../../../main/services/watch-library.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { EventName } from '../../../shared/ipc/contract.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;
/** As another process has it open. */
let elsewhere: Database;
let source: string;
let closing: AbortController;
let heard: [name: EventName, payload: unknown][];
/** How many of them were waited for. */
let passed: number;
let tell: () => void;

beforeEach(async () => {
  library = openLibrary();
  source = makeFolder({ 'N/1.png': 1, 'P/2.png': 2 });
  await library.import(source);
  elsewhere = openDatabase(library.home.databasePath);
  closing = new AbortController();
  heard = [];
  passed = 0;
  tell = () => {};
  watchLibrary(
    {
      database: library.database,
      home: library.home,
      log: openLog(library.home.logsDirectory, { front: 'browser' }),
      closing: closing.signal,
      publish(name, payload) {
        heard.push([name, payload]);
        tell();
      },
    },
    5,
  );
});
afterEach(() => {
  closing.abort();
  elsewhere.close();
  library.close();
  rmSync(source, { recursive: true, force: true });
});

/** The next event of a name. */
async function hear(name: EventName): Promise<unknown> {
  for (;;) {
    for (; passed < heard.length; passed += 1) {
      const [each, payload] = heard[passed] ?? [];
      if (each !== name) continue;
      passed += 1;
      return payload;
    }
    await new Promise<void>((resolve) => (tell = resolve));
  }
}

function startRun(): number {
  const splitId = insertSplit(elsewhere, {
    datasetId: 1,
    train: [1],
    val: [2],
    excluded: [],
    notes: [],
    labels: new Map(),
    seed: 1,
    options: {},
  });
  return insertRun(elsewhere, {
    name: 'by a command',
    datasetId: 1,
    splitId,
    preset: 'cnn5',
    network: null,
    settings: runSettingsSchema.parse({ epochs: 7 }),
    classes: ['N', 'P'],
    imagesDigest: '0'.repeat(64),
    repeats: null,
    owner: 'elsewhere',
  });
}

it('tells of a run of another process from its start to its deletion', async () => {
  const run = startRun();
  expect(await hear('run:changed')).toMatchObject({
    run,
    name: 'by a command',
    status: 'queued',
    epochsPlanned: 7,
  });
  markRunStarted(elsewhere, run);
  expect(await hear('run:changed')).toMatchObject({ run, status: 'running' });
  endRun(elsewhere, { id: run, owner: 'elsewhere' }, { status: 'completed', reason: null });
  expect(await hear('run:changed')).toMatchObject({ run, status: 'completed' });
  deleteRun(elsewhere, run);
  expect(await hear('run:deleted')).toEqual({ run });
});

it('tells of a dataset that another process changed and deleted', async () => {
  elsewhere.prepare('UPDATE datasets SET revision = revision + 1 WHERE id = 1').run();
  expect(await hear('dataset:changed')).toEqual({ datasetId: 1 });
  deleteDataset(elsewhere, 1);
  expect(await hear('dataset:deleted')).toEqual({ datasetId: 1 });
});

const made = {
  path: '/films/1.png',
  contentHash: '0'.repeat(64),
  patient: null,
  label: 'P',
  probabilities: [0.2, 0.8],
  threshold: 0.5,
  views: 1,
  flags: [],
  studyDate: null,
  upload: null,
};

it('tells of predictions and reviews of another process', async () => {
  const run = startRun();
  await hear('run:changed');
  const [, newest] = insertPredictions(elsewhere, run, [made, made], null);
  expect(await hear('prediction:made')).toEqual({ run, newest });
  const review = insertReview(elsewhere, newest ?? 0, { verdict: 'disagreed', comment: 'clear' });
  expect(await hear('prediction:reviewed')).toEqual({ prediction: newest, review });
  expect(heard.filter(([name]) => name === 'prediction:made')).toHaveLength(1);
});

it('tells whose image another process says a prediction is of, and that nobody knows', async () => {
  const run = startRun();
  await hear('run:changed');
  const [first = 0, second = 0] = insertPredictions(elsewhere, run, [made, made], null);
  await hear('prediction:made');
  updatePredictionPatient(elsewhere, first, 'An');
  expect(await hear('prediction:patient-set')).toEqual({ prediction: first, patient: 'An' });
  // What was told is not told again.
  updatePredictionPatient(elsewhere, second, 'An');
  expect(await hear('prediction:patient-set')).toEqual({ prediction: second, patient: 'An' });
  updatePredictionPatient(elsewhere, second, 'An');
  updatePredictionPatient(elsewhere, first, null);
  expect(await hear('prediction:patient-set')).toEqual({ prediction: first, patient: null });
  expect(heard.filter(([name]) => name === 'prediction:patient-set')).toHaveLength(3);
  deleteRun(elsewhere, run);
  await hear('run:deleted');
  expect(elsewhere.prepare('SELECT count(*) FROM patient_changes').pluck().get()).toBe(0);
});

it('says nothing of runs that stayed as they were', async () => {
  const run = startRun();
  await hear('run:changed');
  elsewhere.prepare('UPDATE datasets SET revision = revision + 1 WHERE id = 1').run();
  await hear('dataset:changed');
  deleteRun(elsewhere, run);
  await hear('run:deleted');
  expect(heard.map(([name]) => name)).toEqual(['run:changed', 'dataset:changed', 'run:deleted']);
});

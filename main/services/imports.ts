import { randomUUID } from 'node:crypto';
import type { ImportProgress, ImportReport } from '../../shared/domain/dataset.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { UnfinishedImport } from '../../shared/ipc/methods/imports.ts';
import type { ChoreInput } from '../chores/chore-shapes.ts';
import type { DoChore } from '../chores/do-chore.ts';
import type { Database } from '../db/client.ts';
import { findDataset } from '../db/datasets.ts';
import {
  type StoredImport,
  deleteUnfinishedImport,
  listUnfinishedImports,
} from '../db/unfinished-imports.ts';
import type { Publish } from '../events.ts';
import type { Home } from '../home.ts';
import { removeUnfinishedPixels } from '../library/import-pixels.ts';
import type { Locks, Session } from '../locks.ts';
import type { Log } from '../log.ts';
import { toMachineError } from '../machine-error.ts';

/** Name of the dataset that the images coming with the app are imported as. */
const samplesName = 'samples';
/** Progress within a phase is told at most this often. */
const progressIntervalMs = 100;
/** How many imports that are over are remembered, for those who ask late how they ended. */
const mostEndedImports = 50;

export interface ImportService {
  /**
   * Begins an import and returns at once; how it ends is told by `wait` and by the event import:ended.
   * @throws AppError dataset-busy when an import into the same dataset is under way
   */
  start(input: ParsedInput<'imports:start'>): { importId: string };
  /** Begins to import the images that come with the app. @throws AppError path-not-found, dataset-busy */
  startSamples(): { importId: string };
  /** Begins to import a dataset's folder or table again. @throws AppError dataset-not-found, dataset-busy */
  startAgain(dataset: Reference): { importId: string };
  /** Waits for the end of an import. @throws AppError import-not-found, and whatever ended it early */
  wait(importId: string): Promise<ImportReport>;
  /** Ends an import early; one that is over stays as it is. @throws AppError import-not-found */
  cancel(importId: string): void;
  /** Where each import under way stands. */
  list(): ImportProgress[];
  /** Imports that the end of their application cut short, the oldest first. Pixels that they left are removed. */
  listUnfinished(): Promise<UnfinishedImport[]>;
  /** Forgets an import that was cut short, by the name of its dataset. */
  discard(dataset: string): void;
  /** Cuts every import short and waits until none is under way. */
  close(): Promise<void>;
}

export interface ImportServiceContext {
  readonly database: Database;
  readonly doChore: DoChore;
  readonly publish: Publish;
  readonly log: Log;
  readonly home: Home;
  readonly locks: Pick<Locks, 'isSessionAlive'>;
  readonly openSession: () => Pick<Session, 'id'>;
  /** The folder of images that come with the app; null where they were left out. */
  readonly samplesDirectory: string | null;
}

interface Import {
  readonly ended: Promise<ImportReport>;
  readonly cancellation: AbortController;
  /** Null once it is over. */
  progress: ImportProgress | null;
}

/** Makes the service that brings images into the library. */
export function createImportService(context: ImportServiceContext): ImportService {
  const { database, home, locks, log } = context;
  const imports = new Map<string, Import>();

  function begin(wanted: Omit<ChoreInput<'import-dataset'>, 'owner'>): { importId: string } {
    const request = { ...wanted, owner: context.openSession().id };
    const name = request.name.normalize('NFC');
    if ([...imports.values()].some(({ progress }) => progress?.dataset === name)) throw toBusyError(name);
    const importId = randomUUID();
    const cancellation = new AbortController();
    const progress = {
      importId,
      dataset: name,
      phase: 'searching' as const,
      done: 0,
      total: 0,
      secondsLeft: null,
    };
    const job: Import = {
      cancellation,
      progress,
      ended: Promise.resolve().then(() => runImport(context, job, request)),
    };
    // whoever waits hears of a failure; without anyone, the event and the log tell
    job.ended.catch(() => {});
    imports.set(importId, job);
    forgetOldest(imports);
    return { importId };
  }

  function find(importId: string): Import {
    const found = imports.get(importId);
    if (found !== undefined) return found;
    throw new AppError('import-not-found', `There is no import ${importId} (any more).`, { importId });
  }

  /** Those whose application is gone; one that is under way in another process has its own to tell of it. */
  function listLeft(): StoredImport[] {
    return listUnfinishedImports(database).filter(({ owner }) => !locks.isSessionAlive(owner));
  }

  async function removePixels(dataset: string): Promise<void> {
    try {
      await removeUnfinishedPixels({ home, database }, dataset);
    } catch (error) {
      log.warn({ error }, 'what an unfinished import left could not be removed');
    }
  }

  function forget(dataset: string): void {
    try {
      deleteUnfinishedImport(database, dataset);
    } catch (error) {
      log.warn({ error }, 'a cancelled import will be told of as unfinished');
    }
  }

  return {
    start: (input) => begin({ ...input, mayHaveMoved: false }),
    startSamples() {
      const { samplesDirectory } = context;
      if (samplesDirectory === null) throw toNoSamplesError();
      const choices = {
        csv: null,
        patientPatterns: null,
        classWords: null,
        positiveClass: null,
        negativeClass: null,
      };
      return begin({ path: samplesDirectory, name: samplesName, ...choices, mayHaveMoved: true });
    },
    startAgain(reference) {
      const dataset = findDataset(context.database, reference);
      if (dataset === null) throw toNoDatasetError(reference);
      const { name, sourcePath, csvPath } = dataset;
      const choices = { patientPatterns: null, classWords: null, positiveClass: null, negativeClass: null };
      return begin({ path: sourcePath, csv: csvPath, name, ...choices, mayHaveMoved: false });
    },
    wait: (importId) => find(importId).ended,
    cancel(importId) {
      const { cancellation, ended, progress } = find(importId);
      cancellation.abort();
      // Cancelling is no cutting short, which closing the app is.
      if (progress !== null) ended.catch(() => forget(progress.dataset));
    },
    async listUnfinished() {
      const left = listLeft();
      for (const { request } of left) await removePixels(request.name);
      return left.map(({ request, startedAt }) => ({ request, startedAt }));
    },
    discard(dataset) {
      const name = dataset.normalize('NFC');
      if (listLeft().some(({ request }) => request.name === name)) deleteUnfinishedImport(database, name);
    },
    list: () => [...imports.values()].flatMap(({ progress }) => progress ?? []),
    async close() {
      for (const { cancellation } of imports.values()) cancellation.abort();
      await Promise.allSettled([...imports.values()].map(({ ended }) => ended));
    },
  };
}

async function runImport(
  { doChore, publish, log }: ImportServiceContext,
  job: Import,
  request: ChoreInput<'import-dataset'>,
): Promise<ImportReport> {
  const { progress: begun, cancellation } = job;
  if (begun === null) throw new Error('an import is run once');
  const { importId, dataset } = begun;
  let toldPhase: ImportProgress['phase'] | null = null;
  let toldMs = 0;
  try {
    const report = await doChore('import-dataset', request, {
      signal: cancellation.signal,
      onProgress(progress) {
        job.progress = { importId, dataset, ...progress };
        const nowMs = performance.now();
        if (progress.phase === toldPhase && nowMs - toldMs < progressIntervalMs) return;
        toldPhase = progress.phase;
        toldMs = nowMs;
        publish('import:progressed', job.progress);
      },
    });
    job.progress = null;
    const { datasetId, added, duplicates, unchanged, rejected, seconds } = report;
    log.info(
      { dataset: datasetId, added, duplicates, unchanged, rejected: rejected.length, seconds },
      'imported',
    );
    publish('import:ended', { importId, dataset, report, error: null });
    return report;
  } catch (thrown) {
    job.progress = null;
    const error = toMachineError(thrown);
    log.warn({ error: thrown }, 'import ended early');
    publish('import:ended', { importId, dataset, report: null, error: error.toPayload() });
    throw error;
  }
}

/** Forgets the oldest imports that are over when there are many. */
function forgetOldest(imports: Map<string, Import>): void {
  const over = [...imports].filter(([, { progress }]) => progress === null);
  for (const [importId] of over.slice(0, Math.max(0, over.length - mostEndedImports)))
    imports.delete(importId);
}

function toBusyError(name: string): AppError {
  return new AppError(
    'dataset-busy',
    `An import into "${name}" is under way. Wait for its end, or cancel it.`,
    { dataset: name },
  );
}

function toNoSamplesError(): AppError {
  return new AppError(
    'path-not-found',
    'The sample images did not come with this copy of the app. Import a folder of your own images instead.',
  );
}

function toNoDatasetError(reference: Reference): AppError {
  return new AppError('dataset-not-found', `There is no dataset "${reference}" (any more).`, {
    dataset: reference,
  });
}

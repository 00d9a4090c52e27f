import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { BatchEnd, UnfinishedBatch } from '../../../shared/domain/prediction.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import {
  deleteBatch,
  insertBatch,
  listBatches,
  listBatchFiles,
  setBatchOwner,
  type StoredBatch,
} from '../../db/batches.ts';
import { readImage } from '../../library/read-image.ts';
import { listFilesBelow, listFolder } from '../../library/walk-folder.ts';
import { toMachineError } from '../../machine-error.ts';
import { type JudgingRun, resolveJudgingRun } from '../runs/resolve-run.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ImageSource, PredictImages } from './predict-images.ts';

/** Images predicted at a time: one batch of the trainer's, so that results come steadily. */
const chunkSize = 32;

/** Folders of images being predicted, each until its end; one that is cut short can go on later. */
export interface Batches {
  /** @throws AppError path-not-found, path-unreadable, dataset-empty for a folder without files */
  start(run: JudgingRun, folder: string, views: number): Promise<{ batch: string; total: number }>;
  /** Those that nobody works on, of this session or another, the oldest first. */
  listUnfinished(): UnfinishedBatch[];
  /**
   * Goes on with the files that have not been asked about.
   *
   * @throws AppError batch-not-found; path-not-found, path-unreadable for its folder; what `resolveJudgingRun` throws
   */
  resume(batch: string): Promise<void>;
  /** Ends one, or throws away one that nobody works on. @throws AppError batch-not-found where it has ended already */
  cancel(batch: string): void;
}

/** Who is asked about what, and how many views of each image. */
interface Work {
  readonly batch: string;
  readonly run: JudgingRun;
  readonly folder: string;
  readonly views: number;
  /** Files of the folder that are left to ask about. */
  readonly files: readonly string[];
  /** How many were asked about before. */
  readonly done: number;
}

export function createBatches(context: ServiceContext, predict: PredictImages): Batches {
  const { database, publish, closing, log, locks, openSession } = context;
  const open = new Map<string, AbortController>();

  async function work(
    { batch, run, folder, views, files, done: before }: Work,
    signal: AbortSignal,
  ): Promise<void> {
    const total = before + files.length;
    for (let start = 0; start < files.length; start += chunkSize) {
      signal.throwIfAborted();
      const chunk = files.slice(start, start + chunkSize).map((file) => toSource(folder, file));
      const done = before + start + chunk.length;
      const { predictions, positiveClass } = await predict(run, chunk, {
        heatmapFolder: null,
        views,
        signal,
        batch: { batch, done },
      });
      publish('prediction:progressed', { batch, run: run.id, positiveClass, done, total, predictions });
    }
  }

  function begin(asked: Work): void {
    const cancellation = new AbortController();
    open.set(asked.batch, cancellation);
    void finish(asked, cancellation.signal);
  }

  async function finish(asked: Work, cancelled: AbortSignal): Promise<void> {
    const { batch } = asked;
    try {
      await work(asked, AbortSignal.any([closing, cancelled]));
      deleteBatch(database, batch);
      tellEnd({ batch, outcome: 'completed', error: null });
    } catch (thrown) {
      // The end of its session leaves the batch to be gone on with.
      if (closing.aborted) return;
      if (cancelled.aborted) {
        attempt(() => deleteBatch(database, batch));
        tellEnd({ batch, outcome: 'cancelled', error: null });
        return;
      }
      log.error({ error: thrown }, 'a batch of predictions failed');
      attempt(() => setBatchOwner(database, batch, null));
      tellEnd({ batch, outcome: 'failed', error: toMachineError(thrown).toPayload() });
    }
  }

  function tellEnd(end: BatchEnd): void {
    open.delete(end.batch);
    publish('prediction:batch-ended', end);
  }

  /** Stores the end of a batch; one whose end cannot be stored counts as cut short. */
  function attempt(store: () => void): void {
    try {
      store();
    } catch (error) {
      log.warn({ error }, 'the end of a batch of predictions was not stored');
    }
  }

  function listLeft(): StoredBatch[] {
    return listBatches(database).filter(
      ({ batch, owner }) => !open.has(batch) && (owner === null || !locks.isSessionAlive(owner)),
    );
  }

  function findLeft(batch: string): StoredBatch {
    const found = listLeft().find((each) => each.batch === batch);
    if (found !== undefined) return found;
    throw new AppError('batch-not-found', 'This batch of predictions has ended already.');
  }

  return {
    async start(run, wanted, views) {
      const folder = path.resolve(wanted);
      const { files } = await listFilesBelow(folder, '', closing);
      if (files.length === 0) {
        throw new AppError('dataset-empty', `There are no files in ${folder}. Choose a folder of images.`, {
          path: folder,
        });
      }
      const batch = randomUUID();
      insertBatch(database, { id: batch, runId: run.id, folder, views, owner: openSession().id, files });
      begin({ batch, run, folder, views, files, done: 0 });
      return { batch, total: files.length };
    },
    listUnfinished: () => listLeft().map(({ owner: _, ...batch }) => batch),
    async resume(id) {
      const left = findLeft(id);
      const { batch, folder, views, done } = left;
      const run = resolveJudgingRun(context, left.run);
      await listFolder(folder);
      // Another call may have been quicker.
      findLeft(id);
      setBatchOwner(database, batch, openSession().id);
      begin({ batch, run, folder, views, done, files: listBatchFiles(database, left) });
    },
    cancel(batch) {
      const cancellation = open.get(batch);
      if (cancellation === undefined) deleteBatch(database, findLeft(batch).batch);
      else cancellation.abort();
    },
  };
}

function toSource(root: string, relative: string): ImageSource {
  const absolute = path.join(root, ...relative.split('/'));
  return {
    name: relative,
    storedPath: absolute,
    upload: null,
    read: (imageSize) => readImage(absolute, imageSize),
  };
}

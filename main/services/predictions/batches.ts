import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AppError, toAppError } from '../../../shared/ipc/app-error.ts';
import { readImage } from '../../library/read-image.ts';
import { listFilesBelow } from '../../library/walk-folder.ts';
import type { JudgingRun } from '../runs/resolve-run.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ImageSource, PredictImages } from './predict-images.ts';

/** Images predicted at a time: one batch of the trainer's, so that results come steadily. */
const chunkSize = 32;

/** Folders of images being predicted, each until its end. */
export interface Batches {
  /** @throws AppError path-not-found, path-unreadable, dataset-empty for a folder without files */
  start(run: JudgingRun, folder: string, views: number): Promise<{ batch: string; total: number }>;
  /** @throws AppError batch-not-found where it has ended already */
  cancel(batch: string): void;
}

/** Who is asked about what, and how many views of each image. */
interface Work {
  readonly run: JudgingRun;
  readonly sources: readonly ImageSource[];
  readonly views: number;
}

export function createBatches(
  { publish, closing, log }: Pick<ServiceContext, 'publish' | 'closing' | 'log'>,
  predict: PredictImages,
): Batches {
  const open = new Map<string, AbortController>();

  async function work(batch: string, { run, sources, views }: Work): Promise<void> {
    const signal = AbortSignal.any([closing, take(open, batch).signal]);
    for (let done = 0; done < sources.length; done += chunkSize) {
      signal.throwIfAborted();
      const chunk = sources.slice(done, done + chunkSize);
      const { predictions, positiveClass } = await predict(run, chunk, {
        heatmapFolder: null,
        views,
        signal,
      });
      publish('prediction:progressed', {
        batch,
        run: run.id,
        positiveClass,
        done: done + chunk.length,
        total: sources.length,
        predictions,
      });
    }
  }

  async function finish(batch: string, asked: Work): Promise<void> {
    try {
      await work(batch, asked);
      publish('prediction:batch-ended', { batch, outcome: 'completed', error: null });
    } catch (thrown) {
      const isCancelled = open.get(batch)?.signal.aborted === true || closing.aborted;
      if (!isCancelled) log.error({ error: thrown }, 'a batch of predictions failed');
      publish('prediction:batch-ended', {
        batch,
        outcome: isCancelled ? 'cancelled' : 'failed',
        error: isCancelled ? null : toAppError(thrown).toPayload(),
      });
    } finally {
      open.delete(batch);
    }
  }

  return {
    async start(run, folder, views) {
      const root = path.resolve(folder);
      const { files } = await listFilesBelow(root, '', closing);
      if (files.length === 0) {
        throw new AppError('dataset-empty', `There are no files in ${root}. Choose a folder of images.`, {
          path: root,
        });
      }
      const batch = randomUUID();
      open.set(batch, new AbortController());
      void finish(batch, { run, sources: files.map((file) => toSource(root, file)), views });
      return { batch, total: files.length };
    },
    cancel(batch) {
      take(open, batch).abort();
    },
  };
}

function take(open: ReadonlyMap<string, AbortController>, batch: string): AbortController {
  const controller = open.get(batch);
  if (controller !== undefined) return controller;
  throw new AppError('batch-not-found', 'This batch of predictions has ended already.');
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

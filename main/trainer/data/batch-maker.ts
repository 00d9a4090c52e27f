import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { batchReplySchema, type BatchRequest } from './batch-messages.ts';
import type { BatchAt, TrainingImagesPlan } from './make-training-values.ts';

/** A thread of its own that makes batches while the engine holds this one. */
export interface BatchMaker {
  /**
   * Begins at once, in the order of the calls.
   *
   * @throws AppError `cache-damaged`
   * @throws Error where the thread is lost
   */
  make(wanted: BatchAt): Promise<Float32Array>;
  /** Ends the thread; batches that it was making are never answered. */
  close(): void;
}

/** Built or not, the thread's module lies beside this one. */
const workerUrl = new URL(`batch-worker${path.extname(import.meta.url)}`, import.meta.url);

export function startBatchMaker(plan: TrainingImagesPlan): BatchMaker {
  const { settings, seed, pixels, scaling } = plan;
  const worker = new Worker(workerUrl, { workerData: { settings, seed, pixels, scaling } });
  // A trainer that is told to end does not wait for its batches.
  worker.unref();
  const waiting = new Map<number, PromiseWithResolvers<Float32Array>>();
  let lost: Error | null = null;
  let count = 0;

  worker.on('message', (message: unknown) => {
    const reply = batchReplySchema.parse(message);
    const request = waiting.get(reply.number);
    waiting.delete(reply.number);
    if ('values' in reply) request?.resolve(reply.values);
    else request?.reject(AppError.fromPayload(reply.error));
  });
  worker.on('error', (thrown) => {
    lost = new Error('the thread that makes batches is lost', { cause: thrown });
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
  });

  return {
    make(wanted) {
      if (lost !== null) return Promise.reject(lost);
      count += 1;
      const request = Promise.withResolvers<Float32Array>();
      waiting.set(count, request);
      worker.postMessage({ number: count, ...wanted } satisfies BatchRequest);
      return request.promise;
    },
    close: () => void worker.terminate(),
  };
}

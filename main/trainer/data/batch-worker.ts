import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { batchRequestSchema, trainingImagesPlanSchema, type BatchReply } from './batch-messages.ts';
import { makeTrainingValues } from './make-training-values.ts';
import { openPixelRecords } from './pixel-file.ts';

/**
 * A thread that makes batches, for batch-maker.ts. It loads no TensorFlow, which does not bear several threads.
 */
function serveBatches(): void {
  const plan = trainingImagesPlanSchema.parse(workerData);
  const reader = openPixelRecords(plan.pixels);
  parentPort?.on('message', (message: unknown) => {
    const request = batchRequestSchema.parse(message);
    try {
      const values = makeTrainingValues(reader, plan, request);
      reply({ number: request.number, values }, [values.buffer]);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      reply({ number: request.number, error: thrown.toPayload() }, []);
    }
  });
}

function reply(message: BatchReply, moved: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, moved);
}

serveBatches();

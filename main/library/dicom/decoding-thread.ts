import { parentPort } from 'node:worker_threads';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { type DecodingReply, decodingJobSchema } from './decoding-messages.ts';
import { toDecoderError } from './dicom-error.ts';
import { doDecodingJob } from './do-decoding-job.ts';

/** A thread that decodes DICOM files one by one, for decoder.ts. */
async function serveJob(message: unknown): Promise<void> {
  const job = decodingJobSchema.parse(message);
  try {
    const { output, buffer } = await doDecodingJob(job);
    reply({ kind: 'output', output }, [buffer]);
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : toDecoderError(job.label, thrown);
    const cause = error.cause instanceof Error ? error.cause.message : null;
    reply({ kind: 'error', error: error.toPayload(), cause }, []);
  }
}

function reply(message: DecodingReply, moved: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, moved);
}

parentPort?.on('message', (message: unknown) => void serveJob(message));

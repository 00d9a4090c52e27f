import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { type DecodingJob, decodingReplySchema } from './decoding-messages.ts';
import { toDecoderError, toEndlessError } from './dicom-error.ts';

/** A thread that decodes one file at a time. While it does, and only then, it keeps the process from ending. */
export class Decoder {
  readonly #worker: Worker;
  #answer: PromiseWithResolvers<unknown> | null = null;
  #lost: Error | null = null;

  /** @param threadUrl of the thread's module */
  constructor(threadUrl: URL) {
    this.#worker = new Worker(threadUrl);
    this.#worker.unref();
    this.#worker.on('message', (message: unknown) => this.#settle(message));
    this.#worker.on('error', (cause) =>
      this.#lose(cause instanceof Error ? cause : new Error(String(cause))),
    );
    this.#worker.on('exit', () => this.#lose(new Error('the thread that decodes ended')));
  }

  /** Whether it decodes nothing any more. */
  get isLost(): boolean {
    return this.#lost !== null;
  }

  /**
   * Decodes a file, whose bytes are taken. Where that does not end in time, the thread does.
   * @throws AppError what the job throws; image-truncated after the time; image-too-large where memory runs out;
   *   unexpected where the thread is lost
   */
  async decode(job: DecodingJob, limitMs: number): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>();
    this.#answer = answer;
    const limit = setTimeout(() => {
      answer.reject(toEndlessError(job.label, limitMs));
      this.end();
    }, limitMs);
    this.#worker.ref();
    try {
      this.#worker.postMessage(job, [job.bytes.buffer]);
      return await answer.promise;
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : toDecoderError(job.label, thrown);
    } finally {
      clearTimeout(limit);
      this.#worker.unref();
      this.#answer = null;
    }
  }

  /** Ends the thread, whatever it is at. */
  end(): void {
    this.#lose(new Error('the thread that decodes was ended'));
    void this.#worker.terminate();
  }

  #settle(message: unknown): void {
    const reply = decodingReplySchema.parse(message);
    if (reply.kind === 'output') {
      this.#answer?.resolve(reply.output);
      return;
    }
    const { code, message: text, details } = reply.error;
    const options = reply.cause === null ? {} : { cause: new Error(reply.cause) };
    this.#answer?.reject(new AppError(code, text, details, options));
  }

  #lose(cause: Error): void {
    this.#lost ??= cause;
    this.#answer?.reject(this.#lost);
  }
}

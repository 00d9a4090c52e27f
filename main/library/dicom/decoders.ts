import type { DecodingJob } from './decoding-messages.ts';
import { Decoder } from './decoder.ts';

export interface DecodersOptions {
  /** Of the module that a thread runs. */
  readonly threadUrl: URL;
  /** Most threads at a time. */
  readonly most: number;
  /** Longest that one file may take. */
  readonly limitMs: number;
  /** How long a thread without work is kept. */
  readonly idleMs: number;
}

/** Threads that decode DICOM files, each begun when there is a file and no thread for it, and ended when idle. */
export interface Decoders {
  /**
   * Decodes a file, whose bytes are taken, after those that wait already.
   * @throws AppError what `Decoder.decode` throws
   */
  decode(job: DecodingJob): Promise<unknown>;
  /** How many threads there are. */
  count(): number;
}

interface WaitingJob {
  readonly job: DecodingJob;
  readonly answer: PromiseWithResolvers<unknown>;
}

export function openDecoders({ threadUrl, most, limitMs, idleMs }: DecodersOptions): Decoders {
  const waiting: WaitingJob[] = [];
  const idle = new Map<Decoder, NodeJS.Timeout>();
  let busy = 0;

  function takeDecoder(): Decoder | null {
    // the latest first, so that those that are too many get old
    const [decoder, timer] = [...idle].at(-1) ?? [];
    if (decoder === undefined) return busy < most ? new Decoder(threadUrl) : null;
    clearTimeout(timer);
    idle.delete(decoder);
    return decoder.isLost ? takeDecoder() : decoder;
  }

  function keep(decoder: Decoder): void {
    const endIdle = (): void => {
      idle.delete(decoder);
      decoder.end();
    };
    idle.set(decoder, setTimeout(endIdle, idleMs).unref());
  }

  function handOut(): void {
    while (waiting.length > 0) {
      const decoder = takeDecoder();
      const next = decoder === null ? undefined : waiting.shift();
      if (decoder === null || next === undefined) return;
      busy += 1;
      void work(decoder, next);
    }
  }

  async function work(decoder: Decoder, { job, answer }: WaitingJob): Promise<void> {
    try {
      answer.resolve(await decoder.decode(job, limitMs));
    } catch (thrown) {
      answer.reject(thrown);
    } finally {
      busy -= 1;
      if (!decoder.isLost) keep(decoder);
      handOut();
    }
  }

  return {
    decode(job) {
      const answer = Promise.withResolvers<unknown>();
      waiting.push({ job, answer });
      handOut();
      return answer.promise;
    },
    count: () => busy + idle.size,
  };
}

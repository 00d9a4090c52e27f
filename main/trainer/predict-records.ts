import { divide, takeTurns } from './data/batches.ts';
import type { PixelReader } from './data/pixel-reader.ts';
import type { Hold } from './hold.ts';
import type { LogitsFunction } from './models/logits.ts';

export interface PredictOptions {
  readonly batchSize: number;
  /** Ends it at the next batch. */
  readonly signal: AbortSignal;
  /** Where it waits while it is paused, if it can be. */
  readonly hold?: Hold;
  readonly onProgress: (done: number) => void;
}

/**
 * The logits of records, in batches, other jobs taking turns in between: record by record, of two classes one,
 * of more one a class.
 *
 * @returns null where it was stopped
 */
export async function predictLogits(
  computeLogits: LogitsFunction,
  reader: PixelReader,
  records: readonly number[],
  options: PredictOptions,
): Promise<number[] | null> {
  const logits: number[] = [];
  let done = 0;
  for (const batch of divide(records, options.batchSize)) {
    await options.hold?.pass();
    if (options.signal.aborted) return null;
    const images = reader.read(batch);
    const values = computeLogits(images);
    logits.push(...(await values.data<'float32'>()));
    images.dispose();
    values.dispose();
    done += batch.length;
    options.onProgress(done);
    await takeTurns();
  }
  return logits;
}

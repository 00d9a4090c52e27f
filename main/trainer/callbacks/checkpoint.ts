import type { EndedEpoch, TrainingCallback } from './training-callback.ts';

/** Writes a checkpoint after each epoch: listed last, so that it holds what the others made of the epoch. */
export function createCheckpointing(options: {
  write: (epoch: EndedEpoch) => Promise<void>;
}): TrainingCallback {
  return { onEpochEnded: (epoch) => options.write(epoch) };
}

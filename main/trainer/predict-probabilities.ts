import { divideLogits, toClassProbabilities } from './evaluation/class-probabilities.ts';
import type { PixelReader } from './data/pixel-reader.ts';
import type { LoadedModel } from './model-files/load-model.ts';
import { createLogitsFunction } from './models/logits.ts';
import { predictLogits, type PredictOptions } from './predict-records.ts';

/** What a model says of records: of each one probability a class, in the order of the model's classes. */
export interface PredictedProbabilities {
  readonly calibrated: number[][];
  /** Before calibration; the same where the model has none. */
  readonly uncalibrated: number[][];
}

/**
 * Asks a model about records, in batches, other jobs taking turns in between.
 *
 * @returns null where it was stopped
 */
export async function predictProbabilities(
  { model, card }: LoadedModel,
  reader: PixelReader,
  records: readonly number[],
  options: PredictOptions,
): Promise<PredictedProbabilities | null> {
  const logits = await predictLogits(createLogitsFunction(model), reader, records, options);
  if (logits === null) return null;
  const images = divideLogits(logits, records.length);
  return {
    calibrated: images.map((own) => toClassProbabilities(own, card)),
    uncalibrated: images.map((own) => toClassProbabilities(own)),
  };
}

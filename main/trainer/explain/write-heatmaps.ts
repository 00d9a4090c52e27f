import { closeSync, openSync, writeSync } from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import { divide, takeTurns } from '../data/batches.ts';
import type { PixelReader } from '../data/pixel-reader.ts';
import type { PredictOptions } from '../predict-records.ts';
import { createHeatmapFunction } from './grad-cam.ts';

/**
 * Writes a heatmap of each record to a file of records like the pixels': imageSize * imageSize values of 8
 * bits.
 *
 * @returns how many were written; null where it was stopped
 * @throws the system's error where the file cannot be written
 */
export async function writeHeatmaps(
  file: string,
  model: tf.LayersModel,
  reader: PixelReader,
  records: readonly number[],
  options: PredictOptions,
): Promise<number | null> {
  const makeHeatmaps = createHeatmapFunction(model);
  const handle = openSync(file, 'w');
  let done = 0;
  try {
    for (const batch of divide(records, options.batchSize)) {
      if (options.signal.aborted) return null;
      const images = reader.read(batch);
      for (const heatmap of makeHeatmaps(images)) writeSync(handle, heatmap);
      images.dispose();
      done += batch.length;
      options.onProgress(done);
      await takeTurns();
    }
  } finally {
    closeSync(handle);
  }
  return done;
}

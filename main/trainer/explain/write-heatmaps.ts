import { closeSync, openSync, writeSync } from 'node:fs';
import type { OpenModel } from '../asking/open-models.ts';
import { divide, takeTurns } from '../data/batches.ts';
import type { PredictOptions } from '../predict-records.ts';
import { averageHeatmaps, type HeatmapOfSide } from './average-heatmaps.ts';
import { createHeatmapFunction } from './grad-cam.ts';

/**
 * Writes a heatmap of each record to a file of records like the first model's pixels: imageSize * imageSize
 * values of 8 bits. Of several models it is the mean of theirs.
 *
 * @returns how many were written; null where it was stopped
 * @throws the system's error where the file cannot be written
 */
export async function writeHeatmaps(
  file: string,
  models: readonly Pick<OpenModel, 'model' | 'reader'>[],
  records: readonly number[],
  options: PredictOptions,
): Promise<number | null> {
  const drawers = models.map(createDrawer);
  const handle = openSync(file, 'w');
  let done = 0;
  try {
    for (const batch of divide(records, options.batchSize)) {
      if (options.signal.aborted) return null;
      const drawn = await Promise.all(drawers.map((draw) => draw(batch)));
      for (const place of batch.keys()) {
        const ofImage = drawn.flatMap((heatmaps) => heatmaps[place] ?? []);
        writeSync(handle, averageHeatmaps(ofImage));
      }
      done += batch.length;
      options.onProgress(done);
      await takeTurns();
    }
  } finally {
    closeSync(handle);
  }
  return done;
}

/** Makes the function that draws one model's heatmaps of records. */
function createDrawer({
  model,
  reader,
}: Pick<OpenModel, 'model' | 'reader'>): (records: readonly number[]) => Promise<HeatmapOfSide[]> {
  const makeHeatmaps = createHeatmapFunction(model);
  return async (records) => {
    const images = reader.read(records);
    const heatmaps = await makeHeatmaps(images);
    images.dispose();
    return heatmaps.map((weights) => ({ weights, side: reader.imageSize }));
  };
}

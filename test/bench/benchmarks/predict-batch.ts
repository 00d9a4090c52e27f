import { randomFillSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { startOurs, startPeer } from '../child-contestant.ts';
import { compare } from '../compare.ts';

/** Images a round. */
const count = 256;

/** The report's network predicts in batches of 32: ours from a pixel file, Keras from memory. */
export const predictBatchBenchmark: Benchmark = {
  name: 'predict-batch-keras',
  async run({ scratch, findPython }) {
    const pixels = path.join(scratch, 'images.pixels');
    await writeFile(pixels, randomFillSync(new Uint8Array(count * 150 * 150)));
    return await compare({
      name: 'predict-batch-keras',
      unit: 'images/s',
      rounds: 12,
      better: 'higher',
      share: 0.5,
      ours: () => startOurs('predict-batch.ts', pixels, String(count)),
      async peer() {
        const found = await findPython('keras');
        if ('reason' in found) return found;
        return await startPeer('Keras', found.python, 'keras_predict_batch.py', String(count));
      },
    });
  },
};

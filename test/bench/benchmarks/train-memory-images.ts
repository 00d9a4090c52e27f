import path from 'node:path';
import { say } from '../../../scripts/progress.ts';
import { openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { fillLibrary } from '../fill-library.ts';
import { fillPixels } from '../fill-pixels.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const name = 'train-memory-images';
const fewImages = 5000;
const manyImages = 100_000;
/** By then the trainer has all the memory that a step takes. */
const batches = 60;
/** Of what few images take. */
const budgetGrowth = 1.1;

/** How much more memory the trainer holds while it trains on 100,000 images than on 5,000. */
export const trainMemoryImagesBenchmark: Benchmark = {
  name,
  async run({ scratch }) {
    const few = await measureMostBytes(path.join(scratch, 'few'), fewImages);
    const many = await measureMostBytes(path.join(scratch, 'many'), manyImages);
    say(`${name}: ${(few / 1e6).toFixed(0)} MB and ${(many / 1e6).toFixed(0)} MB`);
    return toBudgetRow(name, many / few, budgetGrowth, `times the memory of ${fewImages} images`, 'times');
  },
};

async function measureMostBytes(home: string, images: number): Promise<number> {
  say(`${name}: filling a library of ${images} images`);
  fillLibrary(home, { images, runs: 0, predictionsARun: 0 });
  await fillPixels(home, 1, images);
  const application = await openBenchApplication(home);
  let mostBytes = 0;
  const isFull = Promise.withResolvers<null>();
  application.subscribe((event) => {
    if (event.name !== 'run:progressed') return;
    mostBytes = Math.max(mostBytes, event.payload.memoryBytes ?? 0);
    if (event.payload.batch >= batches) isFull.resolve(null);
  });
  try {
    const { run } = await application.call('runs:start', { dataset: 'large', preset: 'keras-report' });
    await Promise.race([isFull.promise, application.call('runs:wait', { run })]);
    await application.call('runs:stop', { run });
    await application.call('runs:wait', { run });
  } finally {
    await application.close();
  }
  return mostBytes;
}

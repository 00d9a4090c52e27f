import path from 'node:path';
import { importFolder, openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { makeImages } from '../synthetic-images.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const name = 'train-memory-flat';
const epochs = 50;
/** Of what the trainer held at the second epoch's end. */
const budgetGrowth = 1.1;

/** How much more memory the trainer holds at the end of fifty epochs on a few small images than after the second. */
export const trainMemoryFlatBenchmark: Benchmark = {
  name,
  async run({ scratch }) {
    const images = path.join(scratch, 'images');
    await makeImages({ folder: images, count: 40, side: 64 });
    const application = await openBenchApplication(path.join(scratch, 'home'));
    const bytes = new Map<number, number>();
    application.subscribe((event) => {
      if (event.name !== 'run:progressed' || event.payload.memoryBytes === null) return;
      bytes.set(event.payload.epoch, event.payload.memoryBytes);
    });
    try {
      await importFolder(application, images, 'images');
      const settings = { epochs, imageSize: 64, patience: 0 };
      const { run } = await application.call('runs:start', { dataset: 'images', preset: 'cnn5', settings });
      await application.call('runs:wait', { run });
    } finally {
      await application.close();
    }
    const ours = (bytes.get(epochs) ?? Number.NaN) / (bytes.get(2) ?? Number.NaN);
    return toBudgetRow(name, ours, budgetGrowth, 'times the second epoch', 'times');
  },
};

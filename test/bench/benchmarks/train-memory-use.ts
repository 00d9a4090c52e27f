import path from 'node:path';
import { importFolder, openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { makeImages } from '../synthetic-images.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const name = 'train-resident-memory';
const budgetMb = 1500;

/** The most memory that the trainer process holds in a run of the report's network, 150 x 150, batches of 32. */
export const trainMemoryUseBenchmark: Benchmark = {
  name,
  async run({ scratch }) {
    const images = path.join(scratch, 'images');
    await makeImages({ folder: images, count: 80, side: 224 });
    const application = await openBenchApplication(path.join(scratch, 'home'));
    let mostBytes = 0;
    application.subscribe((event) => {
      if (event.name === 'run:progressed') mostBytes = Math.max(mostBytes, event.payload.memoryBytes ?? 0);
    });
    try {
      await importFolder(application, images, 'images');
      const settings = { epochs: 6 };
      const { run } = await application.call('runs:start', {
        dataset: 'images',
        preset: 'keras-report',
        settings,
      });
      await application.call('runs:wait', { run });
    } finally {
      await application.close();
    }
    return toBudgetRow(name, mostBytes / 1e6, budgetMb, 'MB');
  },
};

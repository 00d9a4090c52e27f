import path from 'node:path';
import { say } from '../../../scripts/progress.ts';
import { openBenchApplication } from '../bench-application.ts';
import type { Application } from '../../../main/application.ts';
import type { Benchmark } from '../benchmark.ts';
import { fillLibrary, type LibrarySize } from '../fill-library.ts';
import { quantile } from '../median.ts';
import { toBudgetRow } from '../to-budget-row.ts';

/** What every query of the interface has to stay under. */
const budgetMs = 50;
const repetitions = 15;

type Query = (application: Application, repetition: number) => Promise<unknown>;

const imagePages: readonly Query[] = (['path', 'patient', 'class', 'size', 'added'] as const).map(
  (sort) => (application, repetition) =>
    application.call('images:list', { dataset: 'large', sort, offset: repetition * 6000, limit: 100 }),
);

/** Queries of the interface on a large library: of the slowest of them, the 95th percentile of its time. */
export const libraryScaleBenchmarks: readonly Benchmark[] = [
  toBenchmark('images-page-100k', { images: 100_000, runs: 0, predictionsARun: 0 }, imagePages),
  toBenchmark('runs-list-1000', { images: 1000, runs: 1000, predictionsARun: 0 }, [
    (application) => application.call('runs:list', {}),
  ]),
  toBenchmark('predictions-page-1m', { images: 1000, runs: 1000, predictionsARun: 1000 }, [
    (application, repetition) =>
      application.call('predictions:list', { run: `run ${repetition}`, limit: 200 }),
  ]),
];

function toBenchmark(name: string, size: LibrarySize, queries: readonly Query[]): Benchmark {
  return {
    name,
    async run({ scratch }) {
      say(`${name}: filling a library`);
      const home = path.join(scratch, 'home');
      fillLibrary(home, size);
      const application = await openBenchApplication(home);
      try {
        const slowest: number[] = [];
        for (const query of queries) slowest.push(quantile(await timeQuery(application, query), 0.95));
        return toBudgetRow(name, Math.max(...slowest), budgetMs);
      } finally {
        await application.close();
      }
    },
  };
}

async function timeQuery(application: Application, query: Query): Promise<number[]> {
  await query(application, 0);
  const durationsMs: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const started = performance.now();
    await query(application, repetition);
    durationsMs.push(performance.now() - started);
  }
  return durationsMs;
}

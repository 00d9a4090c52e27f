import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { openBenchApplication } from '../bench-application.ts';
import type { Benchmark, BenchmarkRow } from '../benchmark.ts';
import { median } from '../median.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const starts = 5;
const appBudgetSeconds = 2;
const engineBudgetSeconds = 3;
const browserEntry = path.resolve(import.meta.dirname, '..', '..', '..', 'main', 'browser.ts');

/** Medians of several starts, of an app that has been started before. */
export const startUpBenchmarks: readonly Benchmark[] = [
  {
    // From the command to the app's address, without an engine.
    name: 'start-app',
    run: ({ scratch }) => measureStarts('start-app', timeApp, scratch, appBudgetSeconds),
  },
  {
    // From the first wish for the engine to its answer.
    name: 'start-engine',
    run: ({ scratch }) => measureStarts('start-engine', timeEngine, scratch, engineBudgetSeconds),
  },
];

async function measureStarts(
  name: string,
  timeStart: (home: string) => Promise<number>,
  scratch: string,
  budgetSeconds: number,
): Promise<BenchmarkRow> {
  const home = path.join(scratch, 'home');
  await timeStart(home);
  const figures: number[] = [];
  for (let start = 0; start < starts; start += 1) figures.push(await timeStart(home));
  return toBudgetRow(name, median(figures), budgetSeconds, 's');
}

async function timeApp(home: string): Promise<number> {
  const started = performance.now();
  const app = spawn(process.execPath, [browserEntry, '--home', home, '--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(app, 'exit');
  await Promise.race([
    once(app.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('the app ended before it was ready'))),
  ]);
  const seconds = (performance.now() - started) / 1000;
  app.kill();
  await ended;
  return seconds;
}

async function timeEngine(home: string): Promise<number> {
  const application = await openBenchApplication(home);
  try {
    const started = performance.now();
    await application.call('presets:show', { preset: 'cnn5' });
    return (performance.now() - started) / 1000;
  } finally {
    await application.close();
  }
}

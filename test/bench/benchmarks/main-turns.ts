import path from 'node:path';
import { openApplication, type Application } from '../../../main/application.ts';
import { say } from '../../../scripts/progress.ts';
import type { Benchmark, BenchmarkRow } from '../benchmark.ts';
import { fillLibrary } from '../fill-library.ts';
import { fillPixels } from '../fill-pixels.ts';
import { measureLongestTurnMs } from '../measure-longest-turn.ts';
import { processorEngine } from '../processor-engine.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const size = {
  images: 100_000,
  runs: 1000,
  predictionsARun: 1000,
  predictedFilms: 120_000,
  evaluatedImages: 20_000,
};
/** Nothing holds main's thread for longer. */
const budgetMs = 50;

const dataset = 'large';
/** The newest of the library's runs, whose split is of all its images; started by one of the calls. */
const divided = size.runs + 1;
const mostChanged = Array.from({ length: (size.images * 3) / 4 }, (_, place) => place + 1);

type Call = (application: Application, scratch: string) => Promise<unknown>;

/** What takes the most of main's thread, in an order in which each finds what it needs. */
const calls: Readonly<Record<string, Call>> = {
  'datasets:list': (application) => application.call('datasets:list', {}),
  'runs:list': (application) => application.call('runs:list', {}),
  'patients:list': (application) =>
    application.call('patients:list', { search: '77', offset: 500, limit: 100 }),
  'patients:show': (application) => application.call('patients:show', { patient: 'person 77' }),
  'predictions:list': (application) => application.call('predictions:list', { run: 500, limit: 1000 }),
  'images:list': (application) => application.call('images:list', { dataset, offset: 90_000, limit: 500 }),
  'images:find': (application) => application.call('images:find', { dataset, image: 90_000 }),
  'images:list-ids': (application) => application.call('images:list-ids', { dataset }),
  'images:count-classes': (application) => application.call('images:count-classes', { dataset }),
  'evaluations:list': (application) => application.call('evaluations:list', { run: 1 }),
  'evaluations:scores': (application) => application.call('evaluations:scores', { evaluation: 1 }),
  'evaluations:compare': (application) => application.call('evaluations:compare', { first: 1, second: 2 }),
  'evaluations:images': (application) =>
    application.call('evaluations:images', {
      evaluation: 1,
      threshold: 0.5,
      cell: null,
      offset: 0,
      limit: 100,
    }),
  'runs:start': async (application) => {
    const { run } = await application.call('runs:start', { dataset, preset: 'cnn5' });
    await application.call('runs:stop', { run });
    await application.call('runs:wait', { run });
  },
  'runs:show': (application) => application.call('runs:show', { run: divided }),
  'runs:export-images': (application, scratch) =>
    application.call('runs:export-images', { run: divided, path: path.join(scratch, 'run.csv') }),
  'runs:repeat': async (application) => {
    const { run } = await application.call('runs:repeat', { run: divided, name: null });
    await application.call('runs:stop', { run });
    await application.call('runs:wait', { run });
  },
  'runs:show-repetition': (application) => application.call('runs:show-repetition', { run: divided + 1 }),
  'runs:delete': (application) => application.call('runs:delete', { run: divided + 1 }),
  'images:correct-label': (application) =>
    application.call('images:correct-label', { dataset, images: mostChanged, className: 'NORMAL' }),
  'images:exclude': (application) => application.call('images:exclude', { dataset, images: mostChanged }),
  'images:undo': (application) => application.call('images:undo', { dataset }),
  'images:show-history': (application) => application.call('images:show-history', { dataset }),
  'datasets:export': (application, scratch) =>
    application.call('datasets:export', { dataset, path: path.join(scratch, 'dataset.csv') }),
  'datasets:audit': (application) => application.call('datasets:audit', { dataset }),
  'datasets:measure': (application) => application.call('datasets:measure', { dataset }),
};

/** What each call takes of main's thread in one turn, with work on threads of their own as under a window. */
export const mainTurnsBenchmark: Benchmark = {
  name: 'main-turns',
  async run({ scratch }) {
    say('main-turns: filling a library');
    const home = path.join(scratch, 'home');
    fillLibrary(home, size);
    await fillPixels(home, 1, size.images);
    const application = await openApplication({ home, engine: processorEngine, front: 'browser' });
    const rows: BenchmarkRow[] = [];
    try {
      for (const [name, call] of Object.entries(calls)) {
        const started = performance.now();
        const longestMs = await measureLongestTurnMs(() => call(application, scratch));
        const wholeMs = performance.now() - started;
        say(
          `main-turns: ${name} takes ${longestMs.toFixed(0)} ms in one turn, ${wholeMs.toFixed(0)} ms in all`,
        );
        rows.push(toBudgetRow(`main-${name.replace(':', '-')}-100k`, longestMs, budgetMs));
      }
    } finally {
      await application.close();
    }
    return rows;
  },
};

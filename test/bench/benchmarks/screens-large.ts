import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { findBrowser, type TestBrowser } from '../../../scripts/test-run/find-browser.ts';
import { say } from '../../../scripts/progress.ts';
import { startApp } from '../../e2e/start-app.ts';
import type { Benchmark, BenchmarkRow } from '../benchmark.ts';
import { fillLibrary } from '../fill-library.ts';
import { fillPixels } from '../fill-pixels.ts';
import { measureOpening, measureScrolling } from '../measure-page.ts';
import { median } from '../median.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const size = { images: 100_000, runs: 1000, predictionsARun: 1000, predictedFilms: 120_000 };
/** Goals: a screen is whole within the first; nothing holds a thread for longer than the second. */
const screenBudgetMs = 300;
const taskBudgetMs = 50;
const repetitions = 3;

/** Every screen of the window, by the address within it. */
const screens: Readonly<Record<string, string>> = {
  library: '#/library',
  images: '#/datasets/1',
  viewer: '#/datasets/1/images/50000',
  train: '#/train',
  runs: '#/runs',
  run: '#/runs/500',
  evaluations: '#/runs/500/evaluations',
  setup: '#/runs/500/setup',
  record: '#/runs/500/record',
  compare: '#/compare?runs=1,2,3,4,5,6,7,8',
  diagnose: '#/diagnose?run=500',
  patients: '#/patients',
  patient: '#/patients/person%2077',
  settings: '#/settings',
};

/** Opens every screen in Chromium on a large library, and scrolls its longest lists at both ends and in the middle. */
export const screensLargeBenchmark: Benchmark = {
  name: 'screens-large',
  async run({ scratch }) {
    const found = await findBrowser();
    if (found.status === 'missing') {
      say(`screens-large: not measured, since ${found.reason}`);
      return [];
    }
    say('screens-large: filling a library');
    const home = path.join(scratch, 'home');
    fillLibrary(home, size);
    await fillPixels(home, 1, size.images);
    return await measureScreens(home, found);
  },
};

async function measureScreens(home: string, found: TestBrowser): Promise<BenchmarkRow[]> {
  const app = await startApp(home);
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...(found.status === 'system' ? { executablePath: found.program } : {}),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(app.address);
    const rows: BenchmarkRow[] = [];
    let longestTaskMs = 0;
    for (const [name, hash] of Object.entries(screens)) {
      const durationsMs: number[] = [];
      const tasksMs: number[] = [];
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        await openElsewhere(page, name === 'settings' ? '#/library' : '#/settings');
        const opening = await measureOpening(page, hash);
        durationsMs.push(opening.wholeMs);
        tasksMs.push(opening.longestTaskMs);
      }
      longestTaskMs = Math.max(longestTaskMs, ...tasksMs);
      const [whole, longest] = [durationsMs, tasksMs].map((all) => all.map((ms) => ms.toFixed(0)).join(', '));
      say(`screens-large: ${name} ${whole} ms, longest tasks ${longest} ms`);
      rows.push(toBudgetRow(`screen-${name}-100k`, median(durationsMs), screenBudgetMs));
    }
    rows.push(toBudgetRow('screens-longest-task-100k', longestTaskMs, taskBudgetMs));
    return [...rows, ...(await scrollLists(page))];
  } finally {
    await browser.close();
    await app.close();
  }
}

/** Loads the page anew, so that nothing of the screen to come is there already. */
async function openElsewhere(page: Page, hash: string): Promise<void> {
  await page.goto(new URL(hash, page.url()).href);
  await page.reload();
  await page.locator('main h1').first().waitFor();
}

async function scrollLists(page: Page): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  const lists = {
    images: {
      hash: '#/datasets/1',
      rows: 'main li:has([data-position])',
      filled: 'img',
      stepPx: 500,
      framesAStretch: 100,
    },
    runs: {
      hash: '#/runs',
      rows: 'main tbody tr:not(.spacer)',
      filled: 'a',
      stepPx: 100,
      framesAStretch: 100,
    },
  };
  for (const [name, { hash, ...list }] of Object.entries(lists)) {
    await page.goto(new URL(hash, page.url()).href);
    await page.locator(list.rows).first().waitFor();
    const { frames, blankRows, waitingRows, longestTaskMs } = await measureScrolling(page, list);
    say(`screens-large: ${name} scrolled in ${frames} frames, longest task ${longestTaskMs.toFixed(0)} ms`);
    rows.push(
      toScrollingRow(`scroll-${name}-100k`, blankRows, `blank rows in ${frames} frames`),
      toScrollingRow(`scroll-${name}-waiting-100k`, waitingRows, `rows without content in ${frames} frames`),
    );
  }
  return rows;
}

function toScrollingRow(name: string, ours: number, unit: string): BenchmarkRow {
  return { name, ours, peer: null, peerName: 'none: budget 0 rows', ratio: null, unit };
}

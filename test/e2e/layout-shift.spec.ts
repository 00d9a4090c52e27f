import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { fillLibrary } from '../bench/fill-library.ts';
import { expect, startApp, test as base, type RunningApp } from './running-app.ts';

/** The app on a library with three runs, two of them evaluated. */
const test = base.extend<{ filled: RunningApp }>({
  // Playwright reads the fixtures a function needs from its first parameter, here none.
  // eslint-disable-next-line no-empty-pattern
  filled: async ({}, use) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'negatoscope-'));
    fillLibrary(home, { images: 400, runs: 3, predictionsARun: 10, evaluatedImages: 200 });
    const app = await startApp(home);
    await use(app);
    await app.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  },
});

for (const { name, hash, last } of [
  { name: 'Train', hash: '#/train', last: '400 images, 200 patients' },
  { name: 'a comparison', hash: '#/compare?runs=1,2,3', last: 'Only differences' },
  { name: 'a run’s record', hash: '#/runs/1/record', last: 'There is no checkpoint' },
]) {
  test(`nothing jumps while ${name} loads`, async ({ filled, page }) => {
    await page.goto(filled.address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const address = new URL(hash, page.url()).href;
    await page.goto('about:blank');
    await page.addInitScript(() => {
      let moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if ('value' in entry && typeof entry.value === 'number') moved += entry.value;
        }
        Reflect.set(globalThis, 'moved', moved);
      }).observe({ type: 'layout-shift', buffered: true });
      Reflect.set(globalThis, 'moved', moved);
    });
    await page.goto(address);
    await expect(page.getByText(last).first()).toBeVisible();
    const moved = await page.evaluate(
      async () =>
        await new Promise<unknown>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(Reflect.get(globalThis, 'moved'))));
        }),
    );
    // Chromium's share of the window that moves, times how far; up to 0.1 counts as good.
    expect(z.number().parse(moved)).toBeLessThan(0.01);
  });
}

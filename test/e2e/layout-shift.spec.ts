import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright/test';
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

/** On a quick machine, answers that come one after another would be drawn as one, and nothing could jump. */
async function answerOneAFrame(page: Page): Promise<void> {
  await page.routeWebSocket(/./, (socket) => {
    let drawn = Promise.resolve();
    socket.connectToServer().onMessage((message) => {
      drawn = drawn
        .then(async () => {
          await waitForFrames(page);
          socket.send(message);
        })
        // The test has seen what it waited for, and closed the page.
        .catch(() => undefined);
    });
  });
}

async function waitForFrames(page: Page): Promise<void> {
  await page.evaluate(
    async () =>
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** Screens, each with what is to be seen once all of it is there. */
const screens: readonly { name: string; hash: string; last: readonly ((page: Page) => Locator)[] }[] = [
  {
    name: 'Train',
    hash: '#/train',
    last: [
      (page) => page.getByText('400 images, 200 patients'),
      (page) => page.getByRole('definition').filter({ hasText: 'Robust' }),
    ],
  },
  {
    name: 'a comparison',
    hash: '#/compare?runs=1,2,3',
    last: [(page) => page.getByText('Only differences')],
  },
  {
    name: 'a run’s record',
    hash: '#/runs/1/record',
    last: [
      (page) => page.getByText('There is no checkpoint'),
      (page) => page.getByRole('cell', { name: 'Completed' }),
    ],
  },
];

for (const { name, hash, last } of screens) {
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
    await answerOneAFrame(page);
    await page.goto(address);
    for (const find of last) await expect(find(page).first()).toBeVisible();
    await waitForFrames(page);
    const moved = await page.evaluate<unknown>(() => Reflect.get(globalThis, 'moved'));
    // Chromium's share of the window that moves, times how far; up to 0.1 counts as good.
    expect(z.number().parse(moved)).toBeLessThan(0.01);
  });
}

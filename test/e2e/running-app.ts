import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from 'playwright/test';
import { startApp, type RunningApp } from './start-app.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

export { startApp, type RunningApp };

/** Each test gets a fresh app and a page on it. No test passes where the page met an error nobody showed. */
export const test = base.extend<{ app: RunningApp; openedPage: Page }>({
  // Playwright reads the fixtures a function needs from its first parameter, here none.
  // eslint-disable-next-line no-empty-pattern
  app: async ({}, use) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'negatoscope ảnh ngực-'));
    const app = await startApp(home);
    await use(app);
    await app.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  },
  openedPage: async ({ app, page }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(app.address);
    await use(page);
    expect(problems).toEqual([]);
  },
});

export { expect };

/** A screen of the app, by its address within the page. */
export async function openScreen(page: Page, hash: string): Promise<void> {
  await page.goto(new URL(hash, page.url()).href);
}

/** Where the sample images lie. */
export const samplesFolder = path.join(root, 'samples', 'images');

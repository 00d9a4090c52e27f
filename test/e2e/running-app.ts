import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from 'playwright/test';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The app in browser mode with a data folder of its own. */
export interface RunningApp {
  readonly home: string;
  /** The address it prints, key included. */
  readonly address: string;
  readonly process: ChildProcess;
  /** Its trainer's process number; null while there is none. */
  close(): Promise<void>;
}

/**
 * Starts browser mode as `npm start -- --browser --no-open` does, and waits for the line with its address.
 *
 * @param home data folder; kept when the app closes
 */
export async function startApp(home: string): Promise<RunningApp> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'main', 'browser.ts'), '--home', home, '--no-open'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'exit');
  const address = await readAddress(child);
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { home, address, process: child, close };
}

async function readAddress(child: ChildProcess): Promise<string> {
  let printed = '';
  return await new Promise((resolve, reject) => {
    child.stderr?.on('data', (text: Buffer) => (printed += text.toString()));
    child.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the app ended before it was ready:\n${printed}`)));
  });
}

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

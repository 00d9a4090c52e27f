import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from 'playwright/test';
import { z } from 'zod';
import { explainNoWindow, findElectron } from '../../scripts/electron/find-electron.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const electron = findElectron();
const obstacle = electron === null ? "Electron's binary is not on this machine" : explainNoWindow();

let home = '';
let app: ElectronApplication;
let page: Page;

test.skip(obstacle !== null, obstacle ?? '');

test.beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'negatoscope electron ảnh-'));
  app = await launch();
  page = await app.firstWindow();
});

test.afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

async function launch(): Promise<ElectronApplication> {
  return await _electron.launch({
    executablePath: electron ?? '',
    args: [root, `--home=${home}`, '--engine=wasm'],
  });
}

const envelopeSchema = z.object({
  ok: z.boolean(),
  value: z.unknown(),
  error: z.object({ code: z.string() }).optional(),
});

/** Calls the API as the page would. */
async function call(method: unknown, input: unknown): Promise<z.infer<typeof envelopeSchema>> {
  const answer = await page.evaluate(
    async ([calledMethod, calledInput]) =>
      await (window as unknown as { api: { call(m: unknown, i: unknown): Promise<unknown> } }).api.call(
        calledMethod,
        calledInput,
      ),
    [method, input],
  );
  return envelopeSchema.parse(answer);
}

test('the window shows the app from its own origin', async () => {
  expect(new URL(page.url()).protocol).toBe('negatoscope:');
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page).toHaveTitle(/Negatoscope/);
});

test('the page has the bridge and nothing of Node', async () => {
  const world = await page.evaluate(() => ({
    api: Object.keys((window as unknown as { api: object }).api).sort(),
    require: 'require' in window,
    process: 'process' in window,
    module: 'module' in window,
  }));
  expect(world).toEqual({
    api: ['call', 'onEvent', 'pathForFile'],
    require: false,
    process: false,
    module: false,
  });
});

test('the API answers, and refuses what it does not know', async () => {
  const described = await call('app:describe', {});
  expect(described).toMatchObject({ ok: true, value: { front: 'electron', home } });
  expect(await call('no:such-method', {})).toMatchObject({ ok: false, error: { code: 'method-unknown' } });
  expect(await call(7, {})).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
});

test('the engine is told as an event', async () => {
  await expect
    .poll(async () => (await call('app:describe', {})).value)
    .toMatchObject({ engine: { engine: 'wasm' } });
});

test('the window is sandboxed, isolated, and alone', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return (window?.webContents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('navigation and new windows are denied', async () => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  const opened = await page.evaluate(() => window.open('https://example.org/') === null);
  expect(opened).toBe(true);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test('no request leaves for a network, and no text becomes code', async () => {
  const outcomes = await page.evaluate(async () => {
    const isFetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    let isEvaluated = true;
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- must be refused
      new Function('return 1')();
    } catch {
      isEvaluated = false;
    }
    return { isFetched, isEvaluated };
  });
  expect(outcomes).toEqual({ isFetched: false, isEvaluated: false });
});

test('a page may not ask for the camera', async () => {
  const name = await page.evaluate(async () => {
    try {
      await navigator.mediaDevices.getUserMedia({ video: true });
      return 'granted';
    } catch (error) {
      return error instanceof DOMException ? error.name : 'other';
    }
  });
  expect(name).toBe('NotAllowedError');
});

test('a page that crashes is loaded again', async () => {
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await crashed;
  // Playwright gives up a page that crashed: the window itself is asked.
  const countHeadings = async (): Promise<unknown> =>
    await app.evaluate(async ({ BrowserWindow }): Promise<unknown> => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return 0;
      return await contents.executeJavaScript("document.querySelectorAll('h1, h2').length");
    });
  await expect.poll(countHeadings).toBeGreaterThan(0);
});

test('a second start hands over to the first and ends', async () => {
  const second = await launch().catch(() => null);
  if (second !== null) await second.waitForEvent('close');
  expect(app.windows()).toHaveLength(1);
});

test('closing the window quits the app, the library closed and the trainer ended', async () => {
  test.skip(process.platform === 'darwin', 'on macOS an app outlives its windows');
  const ended = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await ended;
  expect(app.process().exitCode).toBe(0);
});

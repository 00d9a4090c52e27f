import { defineConfig } from 'playwright/test';

/**
 * End-to-end tests: the `browser` project drives browser mode in Chromium, the `electron` project the
 * desktop window. NEGATOSCOPE_CHROMIUM names a browser of the system where Playwright's own is missing.
 */
const chromium = process.env['NEGATOSCOPE_CHROMIUM'];

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  projects: [
    {
      name: 'browser',
      testIgnore: /electron\.spec\.ts/,
      use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 800 },
        actionTimeout: 20_000,
        trace: 'retain-on-failure',
        launchOptions: {
          ...(chromium === undefined ? {} : { executablePath: chromium }),
          // A sandbox needs an ordinary user; the app's own pages are all that is opened here.
          args: [
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      },
    },
    { name: 'electron', testMatch: /electron\.spec\.ts/ },
  ],
});

import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright/test';
import { expect, openScreen, startApp, test } from './running-app.ts';

/** Process numbers of a process's children. */
function findChildren(processId: number | undefined): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (parent === processId && pid !== undefined ? [pid] : []));
}

async function startLongRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/train');
  await page.getByLabel('Epochs', { exact: true }).fill('200');
  await page.getByLabel('Image limit').fill('40');
  await page.getByText('Best epoch and ending').click();
  await page.getByLabel('Patience', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('tab', { name: /Epochs/ })).toContainText(/[1-9]/);
}

test.skip(process.platform === 'win32', 'finds the trainer by ps, which Windows does not have');

test('tells that the trainer died, and goes on from the checkpoint', async ({ app, openedPage: page }) => {
  await startLongRun(page);
  for (const child of findChildren(app.process.pid)) process.kill(child, 'SIGKILL');
  await expect(page.getByText('Interrupted').first()).toBeVisible();
  const stopped = page.getByRole('link', { name: 'Engine stopped; it starts again when needed' });
  await expect(stopped).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Running').first()).toBeVisible();
  await expect(stopped).toBeHidden();
  await page.getByRole('button', { name: 'Stop training' }).click();
  await expect(page.getByText('Stopped').first()).toBeVisible();
});

test('tells that the trainer died while its run was paused', async ({ app, openedPage: page }) => {
  await startLongRun(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  for (const child of findChildren(app.process.pid)) process.kill(child, 'SIGKILL');
  await expect(page.getByText('Interrupted').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Paused' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Running').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop training' }).click();
  await expect(page.getByText('Stopped').first()).toBeVisible();
});

test('finds a run interrupted after the app itself was killed', async ({ app, page }) => {
  await page.goto(app.address);
  await startLongRun(page);
  const address = page.url();
  app.process.kill('SIGKILL');
  await app.close();
  const again = await startApp(app.home);
  try {
    await page.goto(again.address);
    await openScreen(page, new URL(address).hash);
    await expect(page.getByText('Interrupted').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  } finally {
    await again.close();
  }
});

import type { Page } from 'playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { expect, openScreen, test } from './running-app.ts';

async function importSamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
}

/** Makes its runs take a second or two. */
async function makeQuick(page: Page): Promise<void> {
  await page.getByLabel('Preset').selectOption('cnn5');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Image size').fill('64');
  await page.getByLabel('Image limit').fill('40');
}

test('cross-validates by patient, shows the spread, and keeps the study', async ({ openedPage: page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await importSamples(page);
  await openScreen(page, '#/studies');
  await expect(page.getByText('No studies yet')).toBeVisible();
  await page.getByRole('link', { name: 'New cross-validation' }).click();
  await makeQuick(page);
  await page.getByLabel('Study name').fill('two halves');
  await page.getByRole('textbox', { name: 'Folds' }).fill('2');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start cross-validation' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'two halves' })).toBeVisible();
  await expect(page.getByText('each exactly once')).toBeVisible({ timeout: 120_000 });
  const trials = page.getByRole('table', { name: 'Trials' });
  await expect(trials.getByText('Completed')).toHaveCount(2, { timeout: 120_000 });
  await expect(page.getByRole('table', { name: 'Spread over the folds' }).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);

  await page.reload();
  await trials.getByRole('link', { name: /two halves-fold-2$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'two halves-fold-2' })).toBeVisible();
  await openScreen(page, '#/studies');
  await expect(page.getByRole('row', { name: /two halves Cross-validation Completed 2 \/ 2/ })).toBeVisible();
});

test('sweeps, records a trial that fails with its reason, and tells the best', async ({
  openedPage: page,
}) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await importSamples(page);
  await openScreen(page, '#/studies/new/sweep');
  await makeQuick(page);
  const start = page.getByRole('button', { name: 'Start sweep' });
  const rate = page.getByRole('group', { name: 'Learning rate' });
  await expect(start).toBeDisabled();
  await rate.getByLabel('Values').fill('99');
  await expect(rate.getByText('Enter a number')).toBeVisible();
  await rate.getByLabel('Setting').selectOption('Fold');
  // The third of two folds is one that the app alone can know to be none.
  await page.getByText('Split', { exact: true }).click();
  await page.getByLabel('Folds', { exact: true }).fill('2');
  await page.getByRole('group', { name: 'Fold' }).getByLabel('Values').fill('3, 1');
  await expectAccessible(page);
  await start.click();

  const trials = page.getByRole('table', { name: 'Trials' });
  await expect(trials.getByText('Completed')).toBeVisible({ timeout: 120_000 });
  await expect(trials.getByRole('row').nth(1)).toContainText('fold counts from 1');
  await expect(trials.getByRole('row').nth(2)).toContainText('Best');
  await expect(page.getByText('1 of 2 trials failed; each says why.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Delete study' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Delete its runs with their models too').check();
  await dialog.getByRole('button', { name: 'Delete study' }).click();
  await expect(page.getByText('No studies yet')).toBeVisible();
  await openScreen(page, '#/runs');
  await expect(page.getByText('No runs yet')).toBeVisible();
});

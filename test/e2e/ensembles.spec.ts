import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

const run = promisify(execFile);
const cli = path.resolve(import.meta.dirname, '..', '..', 'main', 'cli.ts');

/** Runs the command line on a library. */
async function call(home: string, ...words: string[]): Promise<void> {
  await run(process.execPath, [cli, '--home', home, ...words], { env: process.env });
}

/** Two tiny runs that held out the same half of the samples. */
async function makeTwoRuns(home: string): Promise<void> {
  const tiny = ['imageSize=32', 'batchSize=8', 'epochs=2', 'validationFraction=0.5'];
  await call(home, 'datasets', 'import', samplesFolder, '--name', 'samples');
  for (const [name, ...settings] of [
    ['alpha', ...tiny],
    ['beta', ...tiny, 'learningRate=0.002'],
  ] as const) {
    const set = settings.flatMap((setting) => ['--set', setting]);
    await call(home, 'train', '--dataset', 'samples', '--preset', 'cnn5', '--name', name, ...set);
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

/** Chooses runs in the list and opens the form that makes them an ensemble. */
async function openForm(page: Page, ...names: string[]): Promise<void> {
  await openScreen(page, '#/runs');
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Make an ensemble' }).click();
}

test.beforeEach(async ({ app, openedPage: page }) => {
  test.setTimeout(180_000);
  await makeTwoRuns(app.home);
  await openScreen(page, '#/runs');
  await page.reload();
  await expect(page.getByRole('link', { name: 'alpha' })).toBeVisible();
});

test('two runs become an ensemble, which is evaluated and asked with views of each image', async ({
  openedPage: page,
}) => {
  await openForm(page, 'alpha', 'beta');
  await expect(page.getByRole('region', { name: 'Members' }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByLabel('Name', { exact: true }).fill('both');
  await page.getByRole('dialog').getByRole('button', { name: 'Make an ensemble' }).click();

  await expect(page.getByRole('heading', { name: 'both', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/The operating point was chosen on \d+ images/)).toBeVisible();
  const members = page.getByRole('table', { name: 'Members' });
  await expect(members.getByRole('link', { name: 'alpha' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Curves' })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByLabel('Folder or CSV file to evaluate on').fill(path.join(samplesFolder, 'test'));
  await page.getByLabel('Test-time augmentation').selectOption('4');
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByText('Mean over 4 views of each image')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('link', { name: 'Diagnose with it' }).click();
  await expect(page.getByText(/Asks (alpha, beta|beta, alpha)/)).toBeVisible();
  await page.getByLabel('Test-time augmentation').selectOption('4');
  await page
    .getByLabel('Choose image files')
    .setInputFiles(path.join(samplesFolder, 'test', 'NORMAL', 'IM-0228-0001.jpeg'));
  await expect(page.getByText('Mean over 4 views of each image')).toBeVisible({ timeout: 60_000 });
});

test('an ensemble that cannot be made says why, and a member cannot be deleted from under it', async ({
  openedPage: page,
}) => {
  await openForm(page, 'alpha', 'beta');
  await page.getByLabel('Name', { exact: true }).fill('alpha');
  await page.getByRole('dialog').getByRole('button', { name: 'Make an ensemble' }).click();
  await expect(page.getByRole('dialog')).toContainText('There is a run named "alpha" already');
  await page.getByLabel('Name', { exact: true }).fill('both');
  await page.getByRole('dialog').getByRole('button', { name: 'Make an ensemble' }).click();
  await expect(page.getByRole('heading', { name: 'both', exact: true })).toBeVisible({ timeout: 60_000 });

  await page.getByRole('table', { name: 'Members' }).getByRole('link', { name: 'alpha' }).click();
  await expect(page.getByRole('heading', { name: 'alpha', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Delete run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete run' }).click();
  await expect(page.getByRole('dialog')).toContainText('is a member of the ensemble "both"');

  // Of an ensemble and a run no ensemble is made.
  await page.keyboard.press('Escape');
  await openForm(page, 'both', 'alpha');
  await page.getByRole('dialog').getByRole('button', { name: 'Make an ensemble' }).click();
  await expect(page.getByRole('dialog')).toContainText('"both" is an ensemble already');
});

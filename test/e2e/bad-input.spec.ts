import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

let source: string;

test.beforeEach(() => {
  source = mkdtempSync(path.join(os.tmpdir(), 'negatoscope phim '));
});
test.afterEach(() => rmSync(source, { recursive: true, force: true, maxRetries: 3 }));

async function startImport(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Import images' }).click();
  await page.getByLabel('Folder or CSV file').fill(source);
  await page.getByLabel('Dataset name').fill(name);
  await page.getByRole('button', { name: 'Start import' }).click();
}

async function trySamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
}

/** A small run whose end is far away. */
async function startLongRun(page: Page): Promise<void> {
  await openScreen(page, '#/train');
  await page.getByLabel('Epochs', { exact: true }).fill('5000');
  await page.getByLabel('Image size', { exact: true }).fill('32');
  await page.getByLabel('Image limit').fill('40');
  await page.getByText('Best epoch and ending').click();
  await page.getByLabel('Patience', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('tab', { name: /Epochs/ })).toContainText(/[1-9]/);
}

test('a folder of 10,000 text files is refused with one message, and the library stays as it was', async ({
  openedPage: page,
}) => {
  for (const className of ['NORMAL', 'PNEUMONIA']) {
    mkdirSync(path.join(source, className));
    for (let number = 0; number < 5000; number += 1) {
      writeFileSync(path.join(source, className, `note ${number}.txt`), 'no image');
    }
  }
  await startImport(page, 'notes');
  const report = page.getByRole('article', { name: 'Import report for notes' });
  await expect(report.getByRole('alert')).toHaveCount(1);
  await expect(report.getByRole('alert')).toContainText(/image/);
  expect((await report.getByRole('alert').innerText()).length).toBeLessThan(500);
  await expect(page.getByText('Your library is empty')).toBeVisible();
});

test('an image that vanished is told where it is missed, and training goes on with its stored pixels', async ({
  app,
  page,
}) => {
  cpSync(path.join(samplesFolder, 'train'), source, { recursive: true });
  await page.goto(app.address);
  await startImport(page, 'films');
  await page.getByRole('link', { name: 'films', exact: true }).click();
  const films = page.getByRole('list', { name: 'Images of films' }).getByRole('button');
  await expect(films.first()).toBeVisible();
  const [gone = ''] = readdirSync(path.join(source, 'NORMAL')).sort();
  rmSync(path.join(source, 'NORMAL', gone));

  await page.reload();
  const picture = films.first().locator('img');
  await expect(picture).toHaveJSProperty('complete', true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(32);
  await films.first().dblclick();
  await openScreen(page, '#/datasets/1/images/1');
  await expect(page.getByText('This image cannot be shown')).toHaveCount(1);
  await expect(page.getByText(`${gone} cannot be read: it is not there (any more).`)).toBeVisible();

  await openScreen(page, '#/train');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 200_000 });
});

test('a label corrected during training is kept, and the run keeps the labels it began with', async ({
  openedPage: page,
}) => {
  await trySamples(page);
  await startLongRun(page);
  const run = page.url();
  const films = page.getByRole('list', { name: 'Images of samples' }).getByRole('button');
  await openScreen(page, '#/datasets/1');
  await expect(films.first()).toHaveAccessibleName(/^NORMAL,/);
  await films.first().click();
  await page.getByRole('button', { name: 'Label as PNEUMONIA' }).click();
  await expect(page.getByText('1 image has the label PNEUMONIA.')).toBeVisible();

  await openScreen(page, new URL(run).hash);
  await expect(page.getByText('Running').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop training' }).click();
  await expect(page.getByText('Stopped').first()).toBeVisible();
  await page.reload();
  await openScreen(page, '#/datasets/1');
  await expect(films.first()).toHaveAccessibleName(/^PNEUMONIA, .*Label corrected/);
});

test('an import goes on when its window is closed', async ({ app, page }) => {
  await page.goto(app.address);
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText(/samples/).first()).toBeVisible();
  const next = await page.context().newPage();
  await page.close();
  await next.goto(app.address);
  await expect(next.getByRole('link', { name: 'samples', exact: true })).toBeVisible();
  await openScreen(next, '#/datasets/1');
  await expect(next.getByText('240 images shown')).toBeAttached();
});

import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

// Makes the pictures of the README and the guide, from the app itself, on the sample images.

const pictures = path.resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const isWanted = process.env['NEGATOSCOPE_SCREENSHOTS'] === '1';

test.skip(!isWanted, 'rewrites docs/images; NEGATOSCOPE_SCREENSHOTS=1 asks for it');

async function takePicture(page: Page, name: string): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await shortenPaths(page);
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}

/** Where this checkout lies is nobody's business: a picture shows `~/negatoscope` in its place. */
async function shortenPaths(page: Page): Promise<void> {
  const root = path.resolve(import.meta.dirname, '..', '..');
  await page.evaluate((folder) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      text.nodeValue = text.nodeValue?.replaceAll(folder, '~/negatoscope') ?? null;
    }
  }, root);
}

function findTestImages(className: string, count: number): string[] {
  const folder = path.join(samplesFolder, 'test', className);
  return readdirSync(folder)
    .sort()
    .slice(0, count)
    .map((name) => path.join(folder, name));
}

test('pictures of the main screens', async ({ openedPage: page }) => {
  test.setTimeout(600_000);
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await takePicture(page, 'library-dark');

  await page.getByRole('link', { name: 'samples', exact: true }).click();
  await expect(page.getByText('240 images shown')).toBeVisible();
  await takePicture(page, 'dataset-dark');

  await openScreen(page, '#/train?dataset=1');
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('cnn5');
  await page.getByLabel('Epochs', { exact: true }).fill('8');
  await page.getByLabel('Run name').fill('first run');
  await takePicture(page, 'train-dark');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 400_000 });
  await takePicture(page, 'run-dark');

  await page.getByRole('tab', { name: /Evaluations/ }).click();
  await page.getByLabel('Folder or CSV file to evaluate on').fill(path.join(samplesFolder, 'test'));
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await expect(page.getByRole('article', { name: /^Evaluation on/ })).toBeVisible({ timeout: 120_000 });
  await takePicture(page, 'evaluation-dark');

  await openScreen(page, '#/diagnose');
  await page
    .locator('input[type=file]')
    .setInputFiles([...findTestImages('NORMAL', 2), ...findTestImages('PNEUMONIA', 2)]);
  await expect(page.getByRole('article').filter({ hasText: 'Probability of PNEUMONIA' })).toHaveCount(4);
  await takePicture(page, 'diagnose-dark');
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await takePicture(page, 'diagnose-light');
});

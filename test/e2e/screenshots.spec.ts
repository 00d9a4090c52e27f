import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

// Makes the pictures of the README and the guide, from the app itself, on the sample images.

const pictures = path.resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const isWanted = process.env['NEGATOSCOPE_SCREENSHOTS'] === '1';

test.skip(!isWanted, 'rewrites docs/images; NEGATOSCOPE_SCREENSHOTS=1 asks for it');

async function takePicture(page: Page, name: string): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await shortenPaths(page);
  const taken = await page.screenshot({ animations: 'disabled' });
  // 256 colours are enough for an interface and its grey films, at a third of the size.
  await sharp(taken)
    .png({ palette: true, effort: 10 })
    .toFile(path.join(pictures, `${name}.png`));
}

/** Where this checkout and the library lie is nobody's business: a picture shows other names for them. */
const shownPlaces = new Map([[path.resolve(import.meta.dirname, '..', '..'), '~/negatoscope']]);

async function shortenPaths(page: Page): Promise<void> {
  await page.evaluate(
    (places) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        for (const [place, shown] of places) {
          text.nodeValue = text.nodeValue?.replaceAll(place, shown) ?? null;
        }
      }
    },
    [...shownPlaces],
  );
}

function findTestImages(className: string, count: number): string[] {
  const folder = path.join(samplesFolder, 'test', className);
  return readdirSync(folder)
    .sort()
    .slice(0, count)
    .map((name) => path.join(folder, name));
}

async function trainQuickly(page: Page, preset: string, name: string): Promise<void> {
  await openScreen(page, '#/train?dataset=1');
  await page.getByRole('combobox', { name: 'Preset' }).selectOption(preset);
  await page.getByLabel('Epochs', { exact: true }).fill('8');
  await page.getByLabel('Run name').fill(name);
  if (name === 'first run') await takePicture(page, 'train-dark');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 400_000 });
}

async function evaluateOnTest(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /Evaluations/ }).click();
  await page.getByLabel('Folder or CSV file to evaluate on').fill(path.join(samplesFolder, 'test'));
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await expect(page.getByRole('article', { name: /^Evaluation on .*test/ })).toBeVisible({
    timeout: 120_000,
  });
}

test('pictures of the main screens', async ({ app, openedPage: page }) => {
  shownPlaces.set(app.home, '~/library');
  test.setTimeout(1_200_000);
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await takePicture(page, 'library-dark');

  await page.getByRole('link', { name: 'samples', exact: true }).click();
  await expect(page.getByText('240 images shown')).toBeVisible();
  await takePicture(page, 'dataset-dark');

  await trainQuickly(page, 'cnn5', 'first run');
  await takePicture(page, 'run-dark');
  await evaluateOnTest(page);
  await takePicture(page, 'evaluation-dark');

  await page.getByRole('tab', { name: 'Stress test' }).click();
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByRole('table', { name: 'Figures under each shift' })).toBeVisible({
    timeout: 300_000,
  });
  await takePicture(page, 'stress-dark');

  await openScreen(page, '#/diagnose');
  await page
    .locator('input[type=file]')
    .setInputFiles([...findTestImages('NORMAL', 2), ...findTestImages('PNEUMONIA', 2)]);
  await expect(page.getByRole('article').filter({ hasText: 'Probability of PNEUMONIA' })).toHaveCount(4);
  await takePicture(page, 'diagnose-dark');
  await page
    .getByRole('link', { name: /^Open .* in the viewer$/ })
    .last()
    .click();
  await page.getByRole('button', { name: /^Heatmap/ }).click();
  await expect(page.getByText(/Where .* looked/)).toBeVisible({ timeout: 120_000 });
  await takePicture(page, 'viewer-dark');

  await openScreen(page, '#/settings');
  await takePicture(page, 'settings-dark');
  await page.getByText('Tiếng Việt', { exact: true }).click();
  await openScreen(page, '#/diagnose');
  await takePicture(page, 'diagnose-vi');
  await openScreen(page, '#/settings');
  await page.getByText('English', { exact: true }).click();
  await openScreen(page, '#/diagnose');
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await takePicture(page, 'diagnose-light');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });

  await trainQuickly(page, 'residual', 'second run');
  await evaluateOnTest(page);
  await openScreen(page, '#/compare?runs=1,2');
  await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();
  await takePicture(page, 'compare-dark');
});

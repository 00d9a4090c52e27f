import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

// Makes the pictures of the README and the guide, from the app itself, on the sample images: each in English, and as
// it is seen by who reads the guide in Vietnamese.

const pictures = path.resolve(import.meta.dirname, '..', '..', 'docs', 'images');
const isWanted = process.env['NEGATOSCOPE_SCREENSHOTS'] === '1';

test.skip(!isWanted, 'rewrites docs/images; NEGATOSCOPE_SCREENSHOTS=1 asks for it');

/** @param top what the screen is scrolled to; else it is pictured as it stands */
async function takePictures(page: Page, name: string, top: Locator | null = null): Promise<void> {
  // Held by itself: its words, by which it was found, change with the language.
  const scrolledTo = (await top?.elementHandle()) ?? null;
  const takeOne = async (suffix: string): Promise<void> => {
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await scrolledTo?.evaluate((element) => {
      if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' });
    });
    await shortenPaths(page);
    const taken = await page.screenshot({ animations: 'disabled' });
    // 256 colours are enough for an interface and its grey films, at a third of the size.
    await sharp(taken)
      .png({ palette: true, effort: 10 })
      .toFile(path.join(pictures, `${name}-${suffix}.png`));
  };
  await takeOne('dark');
  await inVietnamese(page, async () => await takeOne('vi'));
}

/** Does something while the app speaks Vietnamese, which is chosen in another window: this one stays as it is. */
async function inVietnamese(page: Page, act: () => Promise<void>): Promise<void> {
  const settings = await page.context().newPage();
  await settings.goto(new URL('#/settings', page.url()).href);
  await settings.getByText('Tiếng Việt', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await act();
  await settings.getByText('English', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await settings.close();
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

/** Trains a run that takes a minute, and leaves its page open. @returns its id */
async function trainQuickly(page: Page, preset: string, name: string): Promise<string> {
  await openScreen(page, '#/train?dataset=1');
  await page.getByRole('combobox', { name: 'Preset' }).selectOption(preset);
  await page.getByLabel('Epochs', { exact: true }).fill('8');
  await page.getByLabel('Run name').fill(name);
  if (name === 'first run') await takePictures(page, 'train');
  await page.getByText('Decision', { exact: true }).click();
  await page.getByLabel('Calibration').selectOption('Temperature and bias');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 400_000 });
  return /#\/runs\/(\d+)/.exec(page.url())?.[1] ?? '';
}

/** @returns what shows the evaluation */
async function evaluateOnTest(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /Evaluations/ }).click();
  await page.getByLabel('Folder or CSV file to evaluate on').fill(path.join(samplesFolder, 'test'));
  await page.getByRole('button', { name: 'Evaluate' }).click();
  const evaluation = page.getByRole('article', { name: /^Evaluation on .*test/ });
  await expect(evaluation).toBeVisible({ timeout: 120_000 });
  return evaluation;
}

async function importSamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
}

async function openNewStudy(page: Page, kind: 'cross-validation' | 'sweep'): Promise<void> {
  await openScreen(page, `#/studies/new/${kind}`);
  await page.getByLabel('Preset').selectOption('cnn5');
  await page.getByLabel('Epochs', { exact: true }).fill('4');
  await page.getByLabel('Image size').fill('64');
}

async function waitForTrials(page: Page, count: number): Promise<void> {
  const trials = page.getByRole('table', { name: 'Trials' });
  await expect(trials.getByText('Completed')).toHaveCount(count, { timeout: 400_000 });
}

test('pictures of the main screens', async ({ app, openedPage: page }) => {
  shownPlaces.set(app.home, '~/library');
  test.setTimeout(1_200_000);
  await importSamples(page);
  await takePictures(page, 'library');

  await page.getByRole('link', { name: 'samples', exact: true }).click();
  await expect(page.getByText('240 images shown')).toBeVisible();
  await takePictures(page, 'dataset');

  const first = await trainQuickly(page, 'cnn5', 'first run');
  await takePictures(page, 'run');
  const evaluation = await evaluateOnTest(page);
  await takePictures(page, 'evaluation', evaluation.getByRole('heading', { name: 'Operating point' }));

  await page.getByRole('tab', { name: 'Stress test' }).click();
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByRole('table', { name: 'Figures under each shift' })).toBeVisible({
    timeout: 300_000,
  });
  await takePictures(page, 'stress');

  await openScreen(page, '#/diagnose');
  await page
    .locator('input[type=file]')
    .setInputFiles([...findTestImages('NORMAL', 2), ...findTestImages('PNEUMONIA', 2)]);
  await expect(page.getByRole('article').filter({ hasText: 'Probability of PNEUMONIA' })).toHaveCount(4);
  await takePictures(page, 'diagnose');
  await page
    .getByRole('link', { name: /^Open .* in the viewer$/ })
    .last()
    .click();
  await page.getByRole('button', { name: /^Heatmap/ }).click();
  await expect(page.getByText(/Where .* looked/)).toBeVisible({ timeout: 120_000 });
  await takePictures(page, 'viewer');

  await openScreen(page, '#/settings');
  await takePictures(page, 'settings');

  const second = await trainQuickly(page, 'residual', 'second run');
  await evaluateOnTest(page);
  await openScreen(page, `#/compare?runs=${first},${second}`);
  await expect(page.getByRole('heading', { name: 'Results' })).toBeVisible();
  await takePictures(page, 'compare');
});

test('pictures of studies', async ({ app, openedPage: page }) => {
  shownPlaces.set(app.home, '~/library');
  test.setTimeout(900_000);
  await importSamples(page);
  await openNewStudy(page, 'cross-validation');
  await page.getByLabel('Study name').fill('five folds');
  await page.getByRole('button', { name: 'Start cross-validation' }).click();
  await waitForTrials(page, 5);
  await takePictures(page, 'cross-validation');

  await openNewStudy(page, 'sweep');
  await page.getByLabel('Study name').fill('rates and batches');
  await page.getByRole('textbox', { name: 'Values' }).fill('0.0003, 0.001, 0.003');
  await page.getByRole('button', { name: 'Add a setting' }).click();
  await page.getByLabel('Setting', { exact: true }).last().selectOption('Batch size');
  await page.getByRole('textbox', { name: 'Values' }).last().fill('8, 32');
  await page.getByRole('button', { name: 'Start sweep' }).click();
  await waitForTrials(page, 6);
  await takePictures(page, 'sweep');
});

test('pictures of several classes', async ({ app, openedPage: page }) => {
  shownPlaces.set(app.home, '~/library');
  test.setTimeout(900_000);
  await page.getByRole('button', { name: 'Import images' }).first().click();
  await page.getByLabel('Folder or CSV file').fill(samplesFolder);
  await page.getByLabel('Dataset name').fill('three classes');
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByLabel('Words in file names that tell the class').fill('bacteria, virus');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await trainQuickly(page, 'cnn5', 'three classes');
  await takePictures(page, 'several-classes', await evaluateOnTest(page));

  await page.getByRole('tab', { name: 'Layers' }).click();
  const maps = page.getByRole('region', { name: 'Feature maps' });
  await maps.getByRole('list', { name: 'Image' }).getByRole('button').first().click();
  await expect(maps.getByRole('img', { name: /^Channel \d+, from / }).first()).toBeVisible();
  await takePictures(page, 'feature-maps', maps);
});

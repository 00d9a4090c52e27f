import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

/** A folder of 24 of the sample images, one of them twice, in both classes. */
function makeSource(): string {
  const source = mkdtempSync(path.join(os.tmpdir(), 'negatoscope phim '));
  for (const className of ['NORMAL', 'PNEUMONIA']) {
    const from = path.join(samplesFolder, 'train', className);
    for (const file of readdirSync(from).sort().slice(0, 12)) {
      cpSync(path.join(from, file), path.join(source, className, file));
    }
  }
  const [first = ''] = readdirSync(path.join(source, 'NORMAL')).sort();
  copyFileSync(path.join(source, 'NORMAL', first), path.join(source, 'PNEUMONIA', 'the same.jpeg'));
  return source;
}

/** The first file of a folder of the samples. */
function pickFile(folder: string): string {
  const [first = ''] = readdirSync(path.join(samplesFolder, folder)).sort();
  return first;
}

async function importFolder(page: Page, source: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Import images' }).click();
  await page.getByLabel('Folder or CSV file').fill(source);
  await page.getByLabel('Dataset name').fill('films');
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByRole('link', { name: 'films', exact: true }).click();
  await expect(page.getByText('24 images shown')).toBeAttached();
}

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

test('filters, corrects labels, excludes, and takes it back', async ({ openedPage: page }) => {
  const source = makeSource();
  await importFolder(page, source);
  const films = page.getByRole('list', { name: 'Images of films' }).getByRole('button');

  await test.step('filter and search', async () => {
    await page.getByRole('button', { name: /^NORMAL \d/ }).click();
    await expect(page.getByText('12 images shown')).toBeAttached();
    const [file = ''] = readdirSync(path.join(source, 'NORMAL')).sort();
    await page.getByRole('searchbox').fill(file);
    await expect(films).toHaveCount(1);
    await page.getByRole('searchbox').fill('no such film');
    await expect(page.getByText('No image is like that')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page.getByText('24 images shown')).toBeAttached();
  });

  await test.step('correct a label, and undo it', async () => {
    await films.first().click();
    await expect(page.getByRole('complementary', { name: 'Image details' })).toBeVisible();
    await films.nth(2).click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Label as PNEUMONIA' }).click();
    await expect(page.getByText('3 images have the label PNEUMONIA.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^NORMAL 9/ })).toBeVisible();
    await expect(films.first()).toHaveAccessibleName(/^PNEUMONIA, .*Label corrected$/);
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('button', { name: /^NORMAL 12/ })).toBeVisible();
    await expect(films.first()).toHaveAccessibleName(/^NORMAL,/);
  });

  await test.step('the classes count what the list shows, excluded images too, under any filter', async () => {
    const all = page.getByRole('button', { name: /^All \d/ });
    const normal = page.getByRole('button', { name: /^NORMAL \d/ });
    const pneumonia = page.getByRole('button', { name: /^PNEUMONIA \d/ });
    await films.first().click();
    await page.getByRole('button', { name: 'Exclude', exact: true }).click();
    await expect(page.getByText(/^23 images ·/)).toBeVisible();
    await expect(page.getByText('with 1 excluded', { exact: true })).toBeVisible();
    await expect(normal).toHaveAccessibleName('NORMAL 12');
    await normal.click();
    await expect(page.getByText('12 images shown')).toBeAttached();
    await page.getByLabel('Look at').selectOption('Excluded');
    await expect(page.getByText('1 image shown')).toBeAttached();
    await expect(all).toHaveAccessibleName('All 1');
    await expect(normal).toHaveAccessibleName('NORMAL 1');
    await expect(pneumonia).toHaveAccessibleName('PNEUMONIA 0');
    await pneumonia.click();
    await normal.click();
    await expect(page.getByText('No image is like that')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await films.first().press('Control+z');
    await expect(page.getByText('with 1 excluded', { exact: true })).toBeHidden();
  });

  await test.step('choose all by keyboard, exclude, and undo by keyboard', async () => {
    await films.first().press('Control+a');
    await expect(page.getByText('24 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Exclude', exact: true }).click();
    await expect(page.getByText('0 images · 0 patients')).toBeVisible();
    await films.first().press('Control+z');
    await expect(page.getByText(/^24 images ·/)).toBeVisible();
    await films.first().press('Control+y');
    await expect(page.getByText('0 images · 0 patients')).toBeVisible();
    await films.first().press('Control+z');
    await expect(page.getByText(/^24 images ·/)).toBeVisible();
  });
  rmSync(source, { recursive: true });
});

test('where every image is excluded, says so in place of charts, and does not train', async ({
  openedPage: page,
}) => {
  const source = makeSource();
  await importFolder(page, source);
  const films = page.getByRole('list', { name: 'Images of films' }).getByRole('button');
  const excludeShown = async (): Promise<void> => {
    await films.first().press('Control+a');
    await page.getByRole('button', { name: 'Exclude', exact: true }).click();
  };
  const start = page.getByRole('button', { name: 'Start training' });

  await test.step('one class has none left', async () => {
    await page.getByRole('button', { name: /^NORMAL \d/ }).click();
    await expect(page.getByText('12 images shown')).toBeAttached();
    await excludeShown();
    await expect(page.getByText(/^12 images ·/)).toBeVisible();
    await page.getByRole('link', { name: 'Train on this dataset' }).click();
    const panel = page.getByRole('region', { name: 'Not ready yet' });
    await expect(panel).toContainText('No image of NORMAL counts in the dataset "films"');
    await expect(start).toBeDisabled();
    await expectNoViolation(page);
    await panel.getByRole('link', { name: 'Show excluded images' }).click();
    await expect(page.getByText('12 images shown')).toBeAttached();
  });

  await test.step('none is left at all', async () => {
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page.getByText('24 images shown')).toBeAttached();
    await excludeShown();
    await page.getByRole('tab', { name: 'Statistics' }).click();
    await expect(page.getByText('All images of this dataset are excluded (24).')).toBeVisible();
    await expect(page.getByRole('img')).toHaveCount(0);
    await expectNoViolation(page);
    await openScreen(page, '#/studies/new/cross-validation');
    await expect(page.getByRole('region', { name: 'Not ready yet' })).toContainText(
      'All images of the dataset "films" (24) are excluded',
    );
    await expect(page.getByRole('button', { name: 'Start cross-validation' })).toBeDisabled();
  });

  await test.step('the way back', async () => {
    await page.getByRole('link', { name: 'Show excluded images' }).click();
    await expect(page.getByText('24 images shown')).toBeAttached();
    await films.first().press('Control+a');
    await page.getByRole('button', { name: 'Include again' }).click();
    await expect(page.getByText(/^24 images ·/)).toBeVisible();
    await page.getByRole('link', { name: 'Train on this dataset' }).click();
    await expect(page.getByRole('region', { name: 'Ready to train' })).toBeVisible();
    await expect(start).toBeEnabled();
  });
  rmSync(source, { recursive: true });
});

test('shows statistics, and audits with the images one press away', async ({ openedPage: page }) => {
  const source = makeSource();
  await importFolder(page, source);

  await page.getByRole('tab', { name: 'Statistics' }).click();
  await expect(page.getByRole('img', { name: 'Mean image of NORMAL' })).toBeVisible();
  for (const title of ['Images per patient', 'Grey levels', 'Image sizes']) {
    await expect(page.getByRole('img', { name: new RegExp(`^${title}: .*\\d`) })).toBeVisible();
  }
  await expectNoViolation(page);

  // a file that vanished after the import is told, and its pixels are still there
  const [gone = ''] = readdirSync(path.join(source, 'PNEUMONIA')).sort();
  rmSync(path.join(source, 'PNEUMONIA', gone));
  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect(
    page.getByRole('region', { name: 'Files gone since' }).getByText('The file is gone'),
  ).toBeVisible();
  await expectNoViolation(page);
  await page
    .getByRole('region', { name: 'Label conflicts' })
    .getByRole('button', { name: 'Show all' })
    .click();
  await expect(page.getByText('1 image shown')).toBeAttached();
  await page.goBack();
  await page
    .getByRole('region', { name: 'Files gone since' })
    .getByRole('button', { name: /^Show images/ })
    .click();
  const film = page.getByRole('list', { name: 'Images of films' }).getByRole('button');
  await expect(film).toHaveCount(1);
  await expect(film.locator('img')).toHaveJSProperty('complete', true);
  expect(await film.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    32,
  );

  // what is new in the folder comes in at a press
  copyFileSync(
    path.join(samplesFolder, 'test', 'NORMAL', pickFile('test/NORMAL')),
    path.join(source, 'NORMAL', 'new.jpeg'),
  );
  await openScreen(page, '#/library');
  await page.getByRole('button', { name: 'Look for new images of films' }).click();
  await expect(page.getByText('1 image added')).toBeVisible();
  await expectNoViolation(page);
  rmSync(source, { recursive: true });
});

test('says that a dataset is gone where it was deleted meanwhile', async ({ openedPage: page }) => {
  await openScreen(page, '#/datasets/77');
  await expect(page.getByText('This dataset is not in the library')).toBeVisible();
});

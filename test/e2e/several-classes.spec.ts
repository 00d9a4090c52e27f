import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

/** Normal, bacterial and viral, told by the names of the sample files: from the import to the comparison. */

const testFolder = path.join(samplesFolder, 'test');
const viral = readdirSync(path.join(testFolder, 'PNEUMONIA'))
  .filter((name) => name.includes('_virus_'))
  .sort()
  .slice(0, 2)
  .map((name) => path.join(testFolder, 'PNEUMONIA', name));

async function importByNames(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import images' }).first().click();
  await page.getByLabel('Folder or CSV file').fill(samplesFolder);
  await page.getByLabel('Dataset name').fill('three');
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByLabel('Words in file names that tell the class').fill('bacteria, virus');
  await page.getByLabel('Class without a finding').fill('NORMAL');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
}

async function train(page: Page): Promise<void> {
  await openScreen(page, '#/train');
  await page.getByLabel('Run name').fill('three');
  await page.getByLabel('Preset').selectOption('cnn5');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Image size').fill('64');
  await page.getByLabel('Image limit').fill('60');
  await expect(page.getByText('Class without a finding')).toBeVisible();
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 120_000 });
}

test('three classes are imported, trained, judged, mapped, diagnosed and compared', async ({
  openedPage: page,
}) => {
  test.setTimeout(400_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await importByNames(page);
  await train(page);

  await test.step('the run says what its figures are of', async () => {
    await expect(page.getByText('of the most probable class')).toBeVisible();
    await expect(page.getByText('any finding from here up')).toBeVisible();
    await expect(page.getByText('at probability 0.5')).toBeHidden();
  });

  await test.step('an evaluation tells each class from the rest', async () => {
    await page.getByRole('tab', { name: /Evaluations/ }).click();
    await page.getByLabel('Folder or CSV file to evaluate on').fill(testFolder);
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    const card = page.getByRole('article', { name: `Evaluation on ${testFolder}` });
    await expect(card).toBeVisible({ timeout: 60_000 });
    const names = card.getByRole('table', { name: 'Each class against the rest' }).getByRole('rowheader');
    await expect(names).toHaveText(['NORMAL', 'BACTERIA', 'VIRUS', 'Mean of the classes']);
    await expect(
      card.getByRole('img', {
        name: /^ROC curves, each class against the rest: any finding 0\.\d+, NORMAL /,
      }),
    ).toBeVisible();
    await expect(card.getByText(/ with a finding$/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('curves are of the class that is chosen', async () => {
    const card = page.getByRole('article', { name: `Evaluation on ${testFolder}` });
    await card.getByLabel('Curves of').selectOption('VIRUS');
    await expect(card.getByRole('img', { name: /^Probabilities by class: The rest.+VIRUS/ })).toBeVisible();
  });

  await test.step('each of the nine cells opens its images', async () => {
    const card = page.getByRole('article', { name: `Evaluation on ${testFolder}` });
    const cells = card.getByRole('button', {
      name: /called (NORMAL|BACTERIA|VIRUS): \d+\. Show the images$/,
    });
    await expect(cells).toHaveCount(9);
    const labels = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('aria-label') ?? ''));
    const counts = labels.map((label) => Number(/: (\d+)\./.exec(label)?.[1]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    const fullest = counts.indexOf(Math.max(...counts));
    await cells.nth(fullest).click();
    const [title = ''] = (labels[fullest] ?? '').split(':');
    const images = card.getByRole('region', { name: title }).getByRole('listitem');
    await expect(images).toHaveCount(Math.min(24, counts[fullest] ?? 0));
    await expect(images.first()).toContainText(/called (NORMAL|BACTERIA|VIRUS)/);
  });

  await test.step('a layer shows what it makes of an image', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click();
    const maps = page.getByRole('region', { name: 'Feature maps' });
    await maps.getByRole('list', { name: 'Image' }).getByRole('button').first().click();
    const drawn = maps.getByRole('img', { name: /^Channel \d+, from / });
    await expect(drawn).toHaveCount(32);
    await maps.getByLabel('Layer').selectOption({ label: 'conv2d_4 (4 × 4 × 256)' });
    await expect(
      maps.getByText('conv2d_4: 256 channels of 4 × 4 cells. The first 64 are drawn.'),
    ).toBeVisible();
    await expect(drawn).toHaveCount(64);
    await maps.getByText('Diagnosed').click();
    await expect(maps.getByText('This model was not asked about any image yet.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a diagnosis gives every class its probability', async () => {
    await openScreen(page, '#/diagnose?run=1');
    await page.locator('input[type=file]').setInputFiles(viral);
    await expect(page.getByText('Probability of any finding')).toHaveCount(2);
    const first = page.getByRole('list', { name: 'Probability of each class' }).first();
    await expect(first.getByRole('listitem')).toHaveCount(3);
    const values = (await first.innerText()).match(/0\.\d{3}|1\.000/g) ?? [];
    expect(values.reduce((sum, value) => sum + Number(value), 0)).toBeCloseTo(1, 2);
    await expectAccessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export to CSV' }).click();
    const csv = await readFile(await (await downloading).path(), 'utf8');
    expect(csv).toContain(',probability,probability_of_NORMAL,probability_of_BACTERIA,probability_of_VIRUS,');
    await page.getByRole('article').first().getByRole('link').click();
    await expect(page.getByRole('list', { name: 'Probability of each class' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('images are found by what they are called', async () => {
    await openScreen(page, '#/datasets/1?run=1');
    await page.getByLabel('Called').selectOption('VIRUS');
    await expect(page).toHaveURL(/call=VIRUS/);
    await expectAccessible(page);
  });

  await test.step('runs are compared class by class', async () => {
    await openScreen(page, '#/compare?runs=1');
    const results = page.getByRole('table', { name: 'Results' });
    await expect(results.getByRole('row', { name: /^ROC AUC, VIRUS against the rest 0\.\d+/ })).toBeVisible();
    await expect(results.getByRole('row', { name: /^ROC AUC, mean of the classes 0\.\d+/ })).toBeVisible();
    await expectAccessible(page);
  });
});

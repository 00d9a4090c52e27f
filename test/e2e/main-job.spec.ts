import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

/** The first image of a class that the samples keep for judging a model. */
function pickTestImage(className: string): string {
  const folder = path.join(samplesFolder, 'test', className);
  const [first] = readdirSync(folder).sort();
  if (first === undefined) throw new Error(`no sample image in ${folder}`);
  return path.join(folder, first);
}

test('imports the samples, trains, watches the curve grow, judges and predicts', async ({
  app,
  openedPage: page,
}) => {
  await test.step('import', async () => {
    await page.getByRole('button', { name: 'Try it with sample images' }).click();
    await expect(page.getByText('240 images added')).toBeVisible();
  });

  await test.step('browse', async () => {
    await page.getByRole('link', { name: 'samples', exact: true }).click();
    await expect(page.getByText('240 images shown')).toBeVisible();
    await page.getByRole('button', { name: /^PNEUMONIA \d/ }).click();
    await expect(page.getByText('120 images shown')).toBeVisible();
    const film = page.getByRole('button', { name: /^PNEUMONIA, patient person:\d+/ }).first();
    await expect(film.locator('img')).toHaveJSProperty('complete', true);
    expect(
      await film.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBeGreaterThan(32);
  });

  await test.step('train', async () => {
    await page.getByRole('link', { name: 'Train on this dataset' }).click();
    await page.getByLabel('Epochs', { exact: true }).fill('4');
    await page.getByText('Optimizer', { exact: true }).click();
    await page.getByLabel('Batch size', { exact: true }).fill('8');
    await page.getByLabel('Run name').fill('first run');
    await page.getByRole('button', { name: 'Start training' }).click();
    await expect(page.getByRole('heading', { name: 'first run' })).toBeVisible();
  });

  await test.step('watch', async () => {
    const live = page.getByRole('region', { name: 'Training now' });
    await expect(live.getByText(/images a second/)).toBeVisible();
    const loss = page.getByRole('img', { name: /^Loss/ });
    await expect(loss).toHaveAccessibleName(/batch \d/);
    const before = await loss.getAttribute('aria-label');
    await expect(loss).not.toHaveAttribute('aria-label', before ?? '');
    await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 200_000 });
    await expect(page.getByText(/of 4 planned/)).toBeVisible();
  });

  await test.step('judge', async () => {
    await page.getByRole('tab', { name: /Evaluations/ }).click();
    await page.getByLabel('Folder or CSV file to evaluate on').fill(path.join(samplesFolder, 'test'));
    await page.getByRole('button', { name: 'Evaluate' }).click();
    const evaluation = page.getByRole('article', { name: /^Evaluation on/ });
    await expect(evaluation).toBeVisible({ timeout: 60_000 });
    await evaluation.getByRole('button', { name: 'Export as CSV' }).click();
    const judged = path.join(app.home, 'judged.csv');
    await page.getByLabel('Write to file').fill(judged);
    await page.getByRole('dialog').getByRole('button', { name: 'Export as CSV' }).click();
    await expect(page.getByText(`images written to ${judged}`)).toBeVisible();
  });

  await test.step('predict', async () => {
    await page.getByRole('link', { name: 'Diagnose with it' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles([pickTestImage('NORMAL'), pickTestImage('PNEUMONIA')]);
    await expect(page.getByText('Probability of PNEUMONIA')).toHaveCount(2);
  });
});

test('stops a run and keeps what it learned', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/train');
  await page.getByLabel('Epochs', { exact: true }).fill('200');
  await page.getByLabel('Image limit').fill('40');
  await page.getByText('Best epoch and ending').click();
  await page.getByLabel('Patience', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('tab', { name: /Epochs/ })).toContainText(/[1-9]/);
  await page.getByRole('button', { name: 'Stop training' }).click();
  await expect(page.getByText('Stopped').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Diagnose with it' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
});

test('says in one place what is wrong with an import, and keeps the library as it was', async ({
  openedPage: page,
}) => {
  await page.getByRole('main').getByRole('button', { name: 'Import images' }).click();
  await page.getByLabel('Folder or CSV file').fill('/no/such/folder');
  await page.getByLabel('Dataset name').fill('nothing');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('article', { name: 'Import report for nothing' })).toBeVisible();
  await expect(page.getByText(/\/no\/such\/folder/).first()).toBeVisible();
  await expect(page.getByText('Your library is empty')).toBeVisible();
});

test('says at the field what is wrong with a setting', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/train');
  await page.getByText('Optimizer', { exact: true }).click();
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('0');
  await rate.blur();
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled();
});

import { expect, test } from './running-app.ts';

test('measures what shifts do to a model, and keeps the report with the run', async ({
  openedPage: page,
}) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await page.getByRole('link', { name: 'samples', exact: true }).click();
  await page.getByRole('link', { name: 'Train on this dataset' }).click();
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Run name').fill('sturdy');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 120_000 });

  await page.getByRole('tab', { name: 'Stress test' }).click();
  await page.getByRole('button', { name: 'Measure' }).click();
  const table = page.getByRole('table', { name: 'Figures under each shift' });
  await expect(table).toBeVisible({ timeout: 120_000 });
  await expect(table.getByRole('row', { name: /^Compression JPEG quality 10 / })).toBeVisible();

  await page.reload();
  await expect(table).toBeVisible();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeEnabled();
});

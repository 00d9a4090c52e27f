import { AxeBuilder } from '@axe-core/playwright';
import { expect, openScreen, test } from './running-app.ts';

test('the guide opens from the settings in the language spoken, and leads back', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/settings');
  await page.getByRole('link', { name: 'User guide' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'User guide' })).toBeVisible();
  await page.getByRole('link', { name: 'Ask a model about images' }).click();
  const picture = page.getByRole('img').first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.getByRole('link', { name: 'Back to the app' }).click();
  await expect(page.getByText('Your library is empty')).toBeVisible();
  await openScreen(page, '#/settings');
  await page.getByText('Tiếng Việt', { exact: true }).click();
  await page.getByRole('link', { name: 'Hướng dẫn sử dụng' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hướng dẫn cho bác sĩ' })).toBeVisible();
});

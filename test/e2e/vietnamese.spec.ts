import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, openScreen, test } from './running-app.ts';

// What main tells is told in the language chosen, also when it is chosen afterwards.

async function speak(page: Page, language: 'Tiếng Việt' | 'English'): Promise<void> {
  await openScreen(page, '#/settings');
  await page.getByText(language, { exact: true }).click();
}

async function importFolder(page: Page, folder: string, name: string): Promise<void> {
  await openScreen(page, '#/library/import');
  await page.getByLabel('Thư mục hoặc tệp CSV').fill(folder);
  await page.getByLabel('Tên bộ dữ liệu').fill(name);
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
}

test('a folder that is not there, and one without classes, are told of in Vietnamese', async ({
  app,
  openedPage: page,
}) => {
  await speak(page, 'Tiếng Việt');
  const missing = path.join(app.home, 'không có');
  await importFolder(page, missing, 'thiếu');
  await expect(page.getByText(`Không tìm thấy ${missing}.`)).toBeVisible();

  const flat = path.join(app.home, 'phẳng');
  await mkdir(flat);
  await writeFile(path.join(flat, 'ghi chú.txt'), 'not an image');
  await importFolder(page, flat, 'phẳng');
  await expect(page.getByText(`${flat} có tệp nhưng không có thư mục lớp.`)).toBeVisible();

  await speak(page, 'English');
  await openScreen(page, '#/library');
  await expect(page.getByText(`There is nothing at ${missing}.`)).toBeVisible();
  await expect(page.getByText(`${flat} has files but no class folders.`)).toBeVisible();
});

test('a screen that is open changes with the language, to the way back', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await page.getByRole('link', { name: 'samples', exact: true }).click();
  const back = page.getByRole('main').getByRole('link', { name: 'Library' });
  await expect(back).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill('Tiếng Việt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('link', { name: 'Thư viện' })).toBeVisible();
  await expect(back).toBeHidden();
});

test('why an engine can run is told anew when the language changes', async ({ openedPage: page }) => {
  await speak(page, 'Tiếng Việt');
  const engines = page.getByRole('listitem').filter({ hasText: 'WebAssembly' });
  await expect(engines.getByText('Đi kèm ứng dụng và không cần gì thêm.')).toBeVisible();
  await page.getByText('English', { exact: true }).click();
  await expect(engines.getByText('comes with the app and needs nothing else')).toBeVisible();
});

test('all that a result warns of is in view, in the longer words of Vietnamese too', async ({
  app,
  openedPage: page,
}) => {
  const strip = path.join(app.home, 'dải.png');
  await sharp({ create: { width: 400, height: 60, channels: 3, background: '#a04020' } })
    .png()
    .toFile(strip);
  await page.setViewportSize({ width: 1024, height: 768 });
  await speak(page, 'Tiếng Việt');
  await openScreen(page, '#/diagnose');
  await page.locator('input[type=file]').setInputFiles(strip);
  for (const warning of ['Độ phân giải thấp', 'Có màu', 'Hình dạng lạ']) {
    await expect(page.getByText(warning, { exact: true })).toBeInViewport({ ratio: 0.9 });
  }
});

test('numbers are typed with a decimal comma, as the form shows them', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await speak(page, 'Tiếng Việt');
  await openScreen(page, '#/train');
  await page.locator('summary').filter({ hasText: 'Bộ tối ưu' }).click();
  const rate = page.getByLabel('Tốc độ học', { exact: true });
  await expect(rate).toHaveValue('0,001');
  await rate.fill('0,0005');
  await expect(page.getByText('tốc độ học 0,0005')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bắt đầu huấn luyện' })).toBeEnabled();
  await page.getByLabel('Số epoch', { exact: true }).fill('1.000');
  await expect(page.getByText('không có dấu phẩy hay dấu chấm')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bắt đầu huấn luyện' })).toBeDisabled();
});
